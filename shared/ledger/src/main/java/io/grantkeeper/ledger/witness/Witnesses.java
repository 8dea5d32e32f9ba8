package io.grantkeeper.ledger.witness;

import io.grantkeeper.ledger.note.VerifierKey;
import java.util.List;

/** The configured witnesses. */
public record Witnesses(List<Witness> all) {
    public Witnesses {
        all = List.copyOf(all);
    }

    public static Witnesses none() {
        return new Witnesses(List.of());
    }

    public List<VerifierKey> keys() {
        return all.stream().map(Witness::key).toList();
    }
}
