package io.grantkeeper.simulator.company;

/**
 * An OAuth client as Google represents it.
 *
 * @param nativeApp whether it is an installed app rather than a web app
 * @param anonymous whether it has no registered client; Google then shows a shared id, which does not identify a single
 *     app
 */
public record GoogleApp(String clientId, String name, boolean nativeApp, boolean anonymous) {}
