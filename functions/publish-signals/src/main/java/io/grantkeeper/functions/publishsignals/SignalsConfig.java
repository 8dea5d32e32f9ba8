package io.grantkeeper.functions.publishsignals;

import io.grantkeeper.functions.connections.ConfigSection;
import io.grantkeeper.identity.json.ModelJson;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The receivers and sinks of signals, from the member {@code signals} of the configuration. Credentials are references,
 * as in connections.
 *
 * @param issuer the public URL of {@code serve-signals}; required if there are receivers
 * @param keys RSA keys in PEM format: the first key signs tokens; the others remain published until the tokens that
 *     they signed are delivered
 * @param receivers the receivers that may create streams
 * @param events the sinks that receive OCSF events
 */
public record SignalsConfig(
        Optional<String> issuer,
        Optional<List<Key>> keys,
        Optional<List<Receiving>> receivers,
        Optional<List<Sink>> events) {
    private static final String SHAPE =
            "{\"issuer\": \"https://signals.example.com\", \"keys\": [{\"id\": \"2026-11\", \"privateKey\": \"secretsmanager:signals\"}],"
                    + " \"receivers\": [{\"id\": \"idp\", \"token\": \"env:IDP_TOKEN\", \"audience\": [\"https://idp.example.com\"], \"hosts\": [\"idp.example.com\"]}],"
                    + " \"events\": [{\"to\": \"https://siem.example.com/ocsf\", \"token\": \"env:SIEM_TOKEN\"}]}";

    /**
     * A signing key.
     *
     * @param privateKey a reference to the private key
     */
    public record Key(Optional<String> id, Optional<String> privateKey) {}

    /**
     * The settings for one receiver.
     *
     * @param hosts the hosts to which tokens may be pushed; empty if the receiver polls
     */
    public record Receiving(
            Optional<String> id,
            Optional<String> token,
            Optional<List<String>> audience,
            Optional<List<String>> hosts) {}

    /**
     * The settings for one sink.
     *
     * @param to {@code https://…}, {@code file:/path} or {@code eventbridge:bus}
     * @param token a reference to the bearer token; for https only
     */
    public record Sink(Optional<String> to, Optional<String> token) {
        /**
         * Returns the name under which the sink's undelivered signals are stored. The name is derived from the sink's
         * address, so that later runs of {@code publish-signals} find the signals again.
         */
        String destination() {
            return "events/" + to.orElseThrow();
        }
    }

    /** Returns a configuration without receivers or sinks. */
    public static SignalsConfig none() {
        return new SignalsConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Parses and validates the JSON of the configuration member {@code signals}.
     *
     * @throws IllegalArgumentException if the JSON is invalid; the message lists everything that is missing or invalid
     */
    public static SignalsConfig parse(String json) {
        SignalsConfig config = ConfigSection.read("signals", SHAPE, () -> ModelJson.read(json, SignalsConfig.class));
        List<String> errors = config.errors();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("signals: " + String.join("; ", errors));
        }
        return config;
    }

    /** Returns the names under which the sinks' undelivered signals are stored. */
    public List<String> destinations() {
        return allSinks().stream().map(Sink::destination).toList();
    }

    List<Key> allKeys() {
        return keys.orElse(List.of());
    }

    List<Receiving> allReceivers() {
        return receivers.orElse(List.of());
    }

    List<Sink> allSinks() {
        return events.orElse(List.of());
    }

    private List<String> errors() {
        List<String> errors = new ArrayList<>();
        if (!allReceivers().isEmpty()) {
            if (issuer.filter(SignalsConfig::isHttpsOrLocalHttp)
                    .filter(text -> !text.matches("[^?#]*+[?#].*|.*/"))
                    .isEmpty()) {
                errors.add(
                        "'issuer' must be the https URL of serve-signals, without a query, a fragment or a trailing slash");
            }
            if (allKeys().isEmpty()) {
                errors.add("'keys' must contain at least one key to sign tokens with");
            }
        }
        for (int i = 0; i < allKeys().size(); i++) {
            if (allKeys().get(i).id().isEmpty() || allKeys().get(i).privateKey().isEmpty()) {
                errors.add("'keys[%d]' needs 'id' and 'privateKey' (a reference such as secretsmanager:signals)"
                        .formatted(i));
            }
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < allReceivers().size(); i++) {
            Receiving receiver = allReceivers().get(i);
            String place = "'receivers[%d]'".formatted(i);
            if (receiver.id().isEmpty() || receiver.token().isEmpty()) {
                errors.add(place + " needs 'id' and 'token' (a reference such as env:IDP_TOKEN)");
            }
            if (receiver.audience().orElse(List.of()).isEmpty()) {
                errors.add(place + " needs 'audience', a list of the audiences of its tokens");
            }
            if (!names.add(receiver.id().orElse(""))) {
                errors.add(place + " has the same 'id' as another receiver");
            }
        }
        for (int i = 0; i < allSinks().size(); i++) {
            String to = allSinks().get(i).to().orElse("");
            if (!isHttpsOrLocalHttp(to) && !to.matches("file:/.+") && !to.matches("eventbridge:[A-Za-z0-9._/-]+")) {
                errors.add("'events[%d].to' must be an https URL, file:/path or eventbridge:BUS".formatted(i));
            }
        }
        return errors;
    }

    /** Returns whether the string is an https URL, or an http URL on this machine. */
    private static boolean isHttpsOrLocalHttp(String text) {
        try {
            URI uri = URI.create(text);
            boolean local = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && ("https".equals(uri.getScheme()) || (local && "http".equals(uri.getScheme())));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
