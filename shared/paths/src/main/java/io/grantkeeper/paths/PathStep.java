package io.grantkeeper.paths;

/**
 * One step of a path.
 *
 * @param by the permission, role, ownership or trust that allows the step
 */
public record PathStep(String from, String to, String by, String sentence) {}
