package io.grantkeeper.local.cli;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.local.suite.LocalLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A data folder whose ledger holds some entries of 24 November 2026, sealed in two parts. */
final class ToldLedger {
    static final TenantId ACME = new TenantId("acme");
    static final int FIRST_PART = 4;
    static final int ENTRIES = 10;
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private ToldLedger() {}

    static Prompt in(Path folder) throws IOException {
        Prompt prompt = new Prompt(folder);
        Files.createDirectories(prompt.data());
        Files.writeString(prompt.config(), "{\"tenant\": \"acme\", \"connections\": []}");
        tell(prompt, 0, FIRST_PART);
        tell(prompt, FIRST_PART, ENTRIES);
        return prompt;
    }

    private static void tell(Prompt prompt, int from, int to) {
        LocalLedger ledger = new LocalLedger(Optional.of(prompt.keys()), Optional.of(prompt.data()));
        prompt.with(stores -> {
            for (int i = from; i < to; i++) {
                stores.entries().add(ACME, entry(i));
            }
            new SealLedger(stores.log(), ledger.keys(), CheckpointExport.nowhere(), Clock.systemUTC())
                    .seal(ACME, () -> true);
        });
    }

    /** Of five agents each is registered, and has a finding opened. */
    private static Entry entry(int i) {
        Happening what = i % 2 == 0
                ? new Happening.IdentityRegistered("oauth-client", false)
                : new Happening.FindingOpened("sha256:%064d".formatted(i), FindingType.SHADOW_AI, Severity.HIGH);
        return Entry.of("entry-" + i, ACME, NOON.plus(Duration.ofMinutes(i)), what, Actor.function("test"))
                .about(IdentityId.parse("google-acme/oauth-client/agent-" + i / 2));
    }
}
