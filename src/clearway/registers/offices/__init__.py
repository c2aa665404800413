"""Offices: customs offices and agencies, and the officers who belong to them."""
