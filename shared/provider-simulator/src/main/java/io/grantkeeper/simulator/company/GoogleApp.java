package io.grantkeeper.simulator.company;

/**
 * An OAuth client as Google knows it.
 *
 * @param nativeApp an installed app rather than a web app
 * @param anonymous no registered client; Google shows a shared id, so it names no single app
 */
public record GoogleApp(String clientId, String name, boolean nativeApp, boolean anonymous) {}
