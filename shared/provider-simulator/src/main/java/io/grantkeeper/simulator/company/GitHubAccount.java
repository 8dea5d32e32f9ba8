package io.grantkeeper.simulator.company;

/** A GitHub user, whether of the company or not. */
public record GitHubAccount(long id, String login) {}
