package io.grantkeeper.cli;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.local.suite.LocalLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A data folder with a ledger. The ledger contains entries from 24 November 2026, which were sealed in two parts. */
final class LedgerFixture {
    static final TenantId ACME = new TenantId("acme");
    static final int FIRST_PART = 4;
    static final int ENTRIES = 10;
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private LedgerFixture() {}

    static CommandRunner in(Path folder) throws IOException {
        CommandRunner prompt = CommandRunner.configured(folder, "{\"tenant\": \"acme\", \"connections\": []}");
        writeEntries(prompt, 0, FIRST_PART);
        writeEntries(prompt, FIRST_PART, ENTRIES);
        return prompt;
    }

    private static void writeEntries(CommandRunner prompt, int from, int to) {
        LocalLedger ledger = new LocalLedger(Optional.of(prompt.keys()), Optional.of(prompt.data()));
        prompt.withStores(stores -> {
            for (int i = from; i < to; i++) {
                stores.entries().add(ACME, entry(i));
            }
            new SealLedger(stores.log(), ledger.keys(), CheckpointExport.none(), Clock.systemUTC())
                    .seal(ACME, () -> true);
        });
    }

    /** Returns one of ten entries: the registration of each of five agents, and a finding about each agent. */
    static LedgerEntry entry(int i) {
        LedgerEvent what = i % 2 == 0
                ? new LedgerEvent.IdentityRegistered("oauth-client", false)
                : new LedgerEvent.FindingOpened("sha256:%064d".formatted(i), FindingType.SHADOW_AI, Severity.HIGH);
        return LedgerEntry.of("entry-" + i, ACME, NOON.plus(Duration.ofMinutes(i)), what, EntryActor.function("test"))
                .withIdentity(IdentityId.parse("google-acme/oauth-client/agent-" + i / 2));
    }
}
