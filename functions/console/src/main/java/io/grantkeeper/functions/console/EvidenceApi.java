package io.grantkeeper.functions.console;

import io.grantkeeper.evidence.check.AuditCheckResult;
import io.grantkeeper.evidence.check.AuditException;
import io.grantkeeper.evidence.history.AuditPeriod;
import io.grantkeeper.evidence.history.LedgerPosition;
import io.grantkeeper.evidence.mapping.Framework;
import io.grantkeeper.evidence.mapping.FrameworkReader;
import io.grantkeeper.evidence.output.CsvWriter;
import io.grantkeeper.evidence.output.EvidenceHtmlPage;
import io.grantkeeper.evidence.output.OscalAssessmentResults;
import io.grantkeeper.evidence.report.ControlReport;
import io.grantkeeper.evidence.report.ControlVerdict;
import io.grantkeeper.evidence.report.EvidenceReport;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.evidence.report.SignedLog;
import io.grantkeeper.functions.runtime.LedgerKeys;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.reports.PathExposureReader;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The API operations for the evidence that auditors need, which is derived from the ledger. */
final class EvidenceApi {
    /**
     * The maximum number of records that a response lists for a sample. The downloadable documents contain all of them.
     */
    private static final int RECORDS = 100;

    private final ConsoleStores stores;
    private final LedgerKeys keys;
    private final ConsoleInventory inventory;
    private final PathFactStore facts;
    private final PathSettings paths;

    EvidenceApi(
            ConsoleStores stores,
            LedgerKeys keys,
            ConsoleInventory inventory,
            PathFactStore facts,
            PathSettings paths) {
        this.stores = stores;
        this.keys = keys;
        this.inventory = inventory;
        this.facts = facts;
        this.paths = paths;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put(
                "frameworks",
                _ -> ApiResult.of(new JsonMembers()
                        .with(
                                "items",
                                FrameworkReader.all().stream()
                                        .map(EvidenceApi::framework)
                                        .toList())));
        handlers.put("evidence", call -> ApiResult.of(summary(report(call))));
        handlers.put("evidenceDocument", this::document);
    }

    private static JsonMembers framework(Framework framework) {
        return new JsonMembers()
                .with("id", framework.code())
                .with("name", framework.title())
                .with("version", framework.checked())
                .with("controls", framework.controls().size());
    }

    private FrameworkReport report(AuthorizedApiCall call) {
        String code = call.pathValue("id");
        if (!FrameworkReader.codes().contains(code)) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.NOT_FOUND,
                            "there is no such framework; use one of " + String.join(", ", FrameworkReader.codes()))
                    .exception();
        }
        LocalDate from = LocalDate.parse(call.parameter("from").orElseThrow());
        LocalDate to = LocalDate.parse(call.parameter("to").orElseThrow());
        if (to.isBefore(from) || from.getYear() < 1 || to.getYear() > 9999) {
            throw ProblemDetails.ofField(
                            "to", "is before 'from', or one of the years is not from 1 to 9999", "correct the days")
                    .exception();
        }
        SignedLog log = SignedLog.of(stores.log(), stores.tenant(), keys.of(stores.tenant()));
        if (log.size() == 0) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.NOT_FOUND, "the ledger is empty; wait until the first sweep is sealed")
                    .exception();
        }
        FrameworkReport report = new EvidenceReport(log)
                .of(FrameworkReader.byCode(code), new AuditPeriod(from, to), java.util.Optional.empty());
        return report.withNames(names(report));
    }

    /**
     * Returns the current names of the identities in a report. Omits names that contain an address, because they could
     * identify a person.
     */
    private SortedMap<String, String> names(FrameworkReport report) {
        SortedMap<String, String> names = new TreeMap<>();
        InventorySnapshot snapshot = inventory.snapshot();
        for (IdentityId identity : report.identities()) {
            snapshot.identity(identity)
                    .map(summary -> summary.displayName().text())
                    .filter(name -> !name.contains("@"))
                    .ifPresent(name -> names.put(identity.toString(), name));
        }
        return names;
    }

    private static JsonMembers summary(FrameworkReport report) {
        Map<String, Long> counts = new TreeMap<>();
        for (ControlVerdict verdict : ControlVerdict.values()) {
            counts.put(verdict.word(), report.count(verdict));
        }
        return new JsonMembers()
                .with("framework", framework(report.framework()))
                .with("from", report.period().first().toString())
                .with("to", report.period().last().toString())
                .with("seed", report.seed())
                .with("entries", report.entries())
                .with("size", report.log().size())
                .with("root", report.log().root())
                .with("counts", counts)
                .with(
                        "controls",
                        report.controls().stream()
                                .map(control -> control(control, report))
                                .toList())
                .with(
                        "gaps",
                        report.gaps().stream()
                                .map(gap -> "%s, %s: %s".formatted(gap.connection(), gap.stream(), gap.problem()))
                                .toList());
    }

    private static JsonMembers control(ControlReport control, FrameworkReport report) {
        return new JsonMembers()
                .with("id", control.control().id())
                .with("title", control.control().title())
                .with("verdict", control.verdict().word())
                .with(
                        "sentence",
                        control.because().isEmpty()
                                ? control.verdict().sentence() + "."
                                : String.join(" ", control.because()))
                .with(
                        "checks",
                        control.checks().stream()
                                .map(check -> check(check, report))
                                .toList());
    }

    private static JsonMembers check(AuditCheckResult check, FrameworkReport report) {
        return new JsonMembers()
                .with("title", check.check().statement())
                .with("population", check.sample().population())
                .with("sampled", check.sample().drawn().size())
                .with(
                        "deviations",
                        check.deviations().stream()
                                .map(deviation -> deviation(deviation, report))
                                .toList())
                .with(
                        "records",
                        check.sample().drawn().stream()
                                .limit(RECORDS)
                                .map(item -> new JsonMembers()
                                        .with("subject", report.label(item.subject()))
                                        .with("entry", item.told().index()))
                                .toList());
    }

    private static JsonMembers deviation(AuditException deviation, FrameworkReport report) {
        return new JsonMembers()
                .with("subject", report.label(deviation.subject()))
                .with("what", deviation.what())
                .with("state", deviation.state().words())
                .with("entry", deviation.told().index())
                .with("endedBy", deviation.ended().map(LedgerPosition::index))
                .with(
                        "acceptedBy",
                        deviation.acceptance().map(accepted -> accepted.told().index()));
    }

    private ApiResult document(AuthorizedApiCall call) {
        FrameworkReport proven = report(call);
        FrameworkReport report = proven.withExposure(PathExposureReader.read(
                stores.tenant(),
                stores.connections(),
                stores.access(),
                Optional.of(facts),
                paths,
                proven.period().last(),
                stores.clock().instant()));
        String name = "%s-%s-%s"
                .formatted(
                        report.framework().code(),
                        report.period().first(),
                        report.period().last());
        return switch (call.parameter("format").orElseThrow()) {
            case "oscal" ->
                new ApiResult.Document("application/json", name + ".oscal.json", OscalAssessmentResults.write(report));
            case "csv" -> new ApiResult.Document("text/csv", name + ".csv", CsvWriter.controls(report));
            default -> new ApiResult.Document("text/html", name + ".html", EvidenceHtmlPage.write(report));
        };
    }
}
