"""One module for each agent framework; a module here may import its own framework and no other one."""
