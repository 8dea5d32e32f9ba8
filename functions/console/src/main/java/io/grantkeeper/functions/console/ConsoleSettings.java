package io.grantkeeper.functions.console;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.paths.PathSettings;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The console's configuration, and the settings that it needs from other members.
 *
 * @param approved the entries of the configuration's list of approved identities
 * @param paths the operator's zones and trusts
 * @param secrets finds a secret by its reference
 */
public record ConsoleSettings(
        ConsoleConfig config, List<String> approved, PathSettings paths, Function<String, Secret> secrets) {
    public ConsoleSettings {
        approved = List.copyOf(approved);
    }

    /**
     * Returns settings without sign-in: only the one-time links of a local suite work.
     *
     * @param approved the entries of the configuration's list of approved identities
     */
    public static ConsoleSettings local(List<String> approved) {
        return new ConsoleSettings(ConsoleConfig.none(), approved, PathSettings.none(), _ -> {
            throw new IllegalStateException("no secrets are configured for the console");
        });
    }

    public static ConsoleSettings of(ConnectionsConfig config, Function<String, Secret> secrets) {
        return new ConsoleSettings(
                config.console().map(ConsoleConfig::parse).orElseGet(ConsoleConfig::none),
                config.detection().map(ConsoleSettings::approvedIn).orElse(List.of()),
                PathSettings.of(config.detection(), config.decisions()),
                secrets);
    }

    /** Returns a copy of these settings with the key of the command line that runs alongside a local suite. */
    public ConsoleSettings withCommandLine(String id, Secret key) {
        return new ConsoleSettings(
                config.withKey(ConsoleConfig.ApiKey.ofCommandLine(id, key)), approved, paths, secrets);
    }

    private static List<String> approvedIn(String detection) {
        JsonNode listed = JsonTrees.read(detection).path("approved");
        return StreamSupport.stream(listed.spliterator(), false)
                .map(each -> each.asString(""))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
