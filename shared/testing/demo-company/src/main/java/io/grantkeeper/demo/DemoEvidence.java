package io.grantkeeper.demo;

import io.grantkeeper.evidence.history.AuditPeriod;
import io.grantkeeper.evidence.history.LedgerEntryReader;
import io.grantkeeper.evidence.mapping.Framework;
import io.grantkeeper.evidence.mapping.FrameworkReader;
import io.grantkeeper.evidence.report.EvidenceReport;
import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.evidence.report.SignedLog;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.reports.EvidenceFolder;
import io.grantkeeper.reports.PathExposureReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Writes evidence for an auditor of the demo company: a folder for each framework, covering all days of the ledger. */
public final class DemoEvidence {
    private DemoEvidence() {}

    public static void write(RunningDemo demo, Path folder) {
        LocalSuite suite = demo.suite();
        suite.seal();
        SignedLog log = SignedLog.of(suite.stores().log(), DemoCompany.TENANT, suite.ledgerKeys());
        Instant[] ends = {Instant.MAX, Instant.MIN};
        new LedgerEntryReader(log.entries(), log.size()).forEach((_, entry) -> {
            ends[0] = entry.at().isBefore(ends[0]) ? entry.at() : ends[0];
            ends[1] = entry.at().isAfter(ends[1]) ? entry.at() : ends[1];
        });
        AuditPeriod period = new AuditPeriod(day(ends[0]), day(ends[1]));
        PathExposure exposure = PathExposureReader.read(
                DemoCompany.TENANT, demo.connections(), suite.stores().access(), period.last(), demo.now());
        for (Framework framework : FrameworkReader.all()) {
            try {
                EvidenceFolder.write(
                        new EvidenceReport(log)
                                .of(framework, period, Optional.empty())
                                .withExposure(exposure),
                        folder.resolve(framework.code()));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the evidence to %s".formatted(folder), e);
            }
        }
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
