package io.grantkeeper.simulator.company;

/** A GitHub user, inside or outside the company. */
public record GitHubAccount(long id, String login) {}
