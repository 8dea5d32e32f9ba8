package io.grantkeeper.simulator.company;

import java.util.List;

/** In which repositories the coding agent may work: {@code all}, {@code selected} or {@code none}. */
public record CodingAgentPolicy(String enabledRepositories, List<Long> repositoryIds) {}
