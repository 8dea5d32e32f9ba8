package io.grantkeeper.functions.connections;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.witness.Witness;
import io.grantkeeper.ledger.witness.Witnesses;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of the ledger, from the member {@code ledger} of the configuration. Checkpoints and public keys are public,
 * so nothing here is secret.
 *
 * @param witnesses the witnesses that cosign checkpoints
 */
public record LedgerConfig(Optional<List<ConfiguredWitness>> witnesses) {
    private static final String SHAPE =
            "{\"witnesses\": [{\"key\": \"witness.example.com/w1+NNNNNNNN+BASE64\", \"url\": \"https://witness.example.com\"}]}";

    /**
     * A witness.
     *
     * @param key the witness's public key, of type 4 in the format of C2SP signed-note
     * @param url the witness's submission prefix; empty for a former witness, which is no longer asked to cosign
     */
    public record ConfiguredWitness(Optional<String> key, Optional<String> url) {}

    /** Returns a configuration without witnesses. */
    public static LedgerConfig none() {
        return new LedgerConfig(Optional.empty());
    }

    /**
     * Parses and validates the JSON of the configuration member {@code ledger}.
     *
     * @throws IllegalArgumentException if the JSON is invalid; the message lists everything that is missing or invalid
     */
    public static LedgerConfig parse(String json) {
        LedgerConfig config = ConfigSection.read("ledger", SHAPE, () -> ModelJson.read(json, LedgerConfig.class));
        List<String> errors = new ArrayList<>();
        config.read(errors);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("ledger: " + String.join("; ", errors));
        }
        return config;
    }

    /** Returns the configured witnesses. */
    public Witnesses allWitnesses() {
        return new Witnesses(read(new ArrayList<>()));
    }

    private List<Witness> read(List<String> errors) {
        List<Witness> all = new ArrayList<>();
        Set<VerifierKey> keys = new HashSet<>();
        List<ConfiguredWitness> configured = witnesses.orElse(List.of());
        for (int i = 0; i < configured.size(); i++) {
            String place = "'witnesses[%d]".formatted(i);
            Optional<URI> url = configured.get(i).url().flatMap(LedgerConfig::httpsOrLocalUrl);
            if (configured.get(i).url().isPresent() && url.isEmpty()) {
                errors.add(
                        place
                                + ".url' must be the https URL to which the witness appends /add-checkpoint, without a query or a fragment");
            }
            try {
                String key = configured
                        .get(i)
                        .key()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "is missing; ask the witness's operator for its public key, NAME+ID+BASE64"));
                Witness witness = new Witness(VerifierKey.parse(key), url);
                if (!keys.add(witness.key())) {
                    errors.add(place + ".key' is also the key of another witness");
                }
                all.add(witness);
            } catch (IllegalArgumentException e) {
                errors.add(place + ".key' " + e.getMessage());
            }
        }
        return all;
    }

    /** Returns the URL if it is an https URL, or an http URL on this machine. */
    private static Optional<URI> httpsOrLocalUrl(String text) {
        try {
            URI uri = URI.create(text);
            boolean local = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
            boolean valid = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && ("https".equals(uri.getScheme()) || (local && "http".equals(uri.getScheme())));
            return valid ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
