"""What staff should look at before training: nothing here is a mistake, each module looks for one thing."""
