package io.grantkeeper.local.demo;

import io.grantkeeper.evidence.history.LedgerEntries;
import io.grantkeeper.evidence.history.Period;
import io.grantkeeper.evidence.mapping.Framework;
import io.grantkeeper.evidence.mapping.Frameworks;
import io.grantkeeper.evidence.report.EvidenceReport;
import io.grantkeeper.evidence.report.SignedLog;
import io.grantkeeper.local.report.EvidenceFolder;
import io.grantkeeper.local.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** What an auditor would get of the demo's company: a folder for each framework, over all days of its record. */
public final class DemoEvidence {
    private DemoEvidence() {}

    public static void write(Suite suite, Path folder) {
        suite.seal();
        SignedLog log = SignedLog.of(suite.stores().log(), DemoCompany.TENANT, suite.ledgerKeys());
        Instant[] ends = {Instant.MAX, Instant.MIN};
        new LedgerEntries(log.entries(), log.size()).each((_, entry) -> {
            ends[0] = entry.at().isBefore(ends[0]) ? entry.at() : ends[0];
            ends[1] = entry.at().isAfter(ends[1]) ? entry.at() : ends[1];
        });
        Period period = new Period(day(ends[0]), day(ends[1]));
        for (Framework framework : Frameworks.all()) {
            try {
                EvidenceFolder.write(
                        new EvidenceReport(log).of(framework, period, Optional.empty()),
                        folder.resolve(framework.code()));
            } catch (IOException e) {
                throw new UncheckedIOException("the evidence cannot be written to %s".formatted(folder), e);
            }
        }
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
