package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Map;

/**
 * One method on one path, as the vendor documents it.
 *
 * @param template method and path, for people
 * @param admission ways to be let in, by the letter of the permission kind; a kind without an entry is never let in
 */
record Operation(String template, Map<Character, List<Alternative>> admission) {}
