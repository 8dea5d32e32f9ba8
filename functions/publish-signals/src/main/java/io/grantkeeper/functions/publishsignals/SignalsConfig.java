package io.grantkeeper.functions.publishsignals;

import io.grantkeeper.functions.work.Malformed;
import io.grantkeeper.identity.json.ModelJson;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * Who is told, as configured in the member {@code signals} of the configuration. Credentials are references, as in
 * connections.
 *
 * @param issuer the address under which {@code serve-signals} is reached; needed where there are receivers
 * @param keys RSA keys in PEM: the first signs, the others are shown until what they signed is delivered
 * @param receivers who may set up streams
 * @param events where OCSF events go
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

    /** @param privateKey a reference */
    public record Key(Optional<String> id, Optional<String> privateKey) {}

    /**
     * One receiver.
     *
     * @param hosts where it may have tokens pushed to; none where it polls
     */
    public record Receiving(
            Optional<String> id,
            Optional<String> token,
            Optional<List<String>> audience,
            Optional<List<String>> hosts) {}

    /**
     * One sink.
     *
     * @param to {@code https://…}, {@code file:/path} or {@code eventbridge:bus}
     * @param token a reference; for https alone
     */
    public record Sink(Optional<String> to, Optional<String> token) {
        /** By where it leads, so that what waits for it is found again. */
        String destination() {
            return "events/" + to.orElseThrow();
        }
    }

    /** Nobody is told. */
    public static SignalsConfig none() {
        return new SignalsConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Reads and checks the JSON.
     *
     * @throws IllegalArgumentException naming everything that is missing or wrong
     */
    public static SignalsConfig parse(String json) {
        SignalsConfig config;
        try {
            config = ModelJson.read(json, SignalsConfig.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "signals must be JSON such as %s: %s".formatted(SHAPE, Malformed.describe(e)), e);
        }
        List<String> mistakes = config.mistakes();
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("signals: " + String.join("; ", mistakes));
        }
        return config;
    }

    /** Under which names the signals of sinks wait. */
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

    private List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        if (!allReceivers().isEmpty()) {
            if (issuer.filter(SignalsConfig::isHttps)
                    .filter(text -> !text.matches(".*(/|[?#].*)"))
                    .isEmpty()) {
                mistakes.add(
                        "'issuer' must be the https address of serve-signals, without query, fragment or a slash at its end");
            }
            if (allKeys().isEmpty()) {
                mistakes.add("'keys' must name at least one key that signs tokens");
            }
        }
        for (int i = 0; i < allKeys().size(); i++) {
            if (allKeys().get(i).id().isEmpty() || allKeys().get(i).privateKey().isEmpty()) {
                mistakes.add("'keys[%d]' needs 'id' and 'privateKey', which says where the key is found".formatted(i));
            }
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < allReceivers().size(); i++) {
            Receiving receiver = allReceivers().get(i);
            String place = "'receivers[%d]'".formatted(i);
            if (receiver.id().isEmpty() || receiver.token().isEmpty()) {
                mistakes.add(place + " needs 'id' and 'token', which says where its token is found");
            }
            if (receiver.audience().orElse(List.of()).isEmpty()) {
                mistakes.add(place + " needs 'audience', a list of what its tokens are for");
            }
            if (!names.add(receiver.id().orElse(""))) {
                mistakes.add(place + " has the id of another");
            }
        }
        for (int i = 0; i < allSinks().size(); i++) {
            String to = allSinks().get(i).to().orElse("");
            if (!isHttps(to) && !to.matches("file:/.+") && !to.matches("eventbridge:[A-Za-z0-9._/-]+")) {
                mistakes.add("'events[%d].to' must be an https address, file:/path or eventbridge:BUS".formatted(i));
            }
        }
        return mistakes;
    }

    /** On this machine also without encryption. */
    private static boolean isHttps(String text) {
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
