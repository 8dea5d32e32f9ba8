package io.grantkeeper.testing.activity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An attack or a harmless change, with the identities that it involves. */
final class PlantedScenario {
    final int number;
    final Enum<?> kind;
    final List<GeneratedIdentity> identities = new ArrayList<>();
    private Instant claimsFrom = Instant.MAX;
    private Instant claimsUntil = Instant.MIN;

    PlantedScenario(int number, Enum<?> kind) {
        this.number = number;
        this.kind = kind;
    }

    boolean attack() {
        return kind instanceof AttackKind;
    }

    String kindName() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Assigns to this scenario everything that its identities do in a period. */
    void claims(Instant from, Instant until) {
        claimsFrom = from;
        claimsUntil = until;
    }

    boolean claims(GeneratedIdentity identity, Instant at) {
        return identities.contains(identity) && !at.isBefore(claimsFrom) && at.isBefore(claimsUntil);
    }
}
