package io.grantkeeper.simulator.company;

import java.util.List;

/**
 * The repositories in which the coding agent may work.
 *
 * @param enabledRepositories {@code all}, {@code selected} or {@code none}
 */
public record CodingAgentPolicy(String enabledRepositories, List<Long> repositoryIds) {}
