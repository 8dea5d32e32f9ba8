package io.grantkeeper.paths;

/**
 * Why an edge exists.
 *
 * @param by the permission, role, ownership or trust that gives it; empty for an edge that continues another one
 * @param text a sentence, or the end of one that an earlier edge begins, in which {@code {from}} and {@code {to}} stand
 *     for the nodes
 */
record EdgeFact(String by, String text) {
    static final EdgeFact NONE = new EdgeFact("", "");
}
