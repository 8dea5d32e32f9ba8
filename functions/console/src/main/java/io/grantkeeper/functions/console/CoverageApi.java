package io.grantkeeper.functions.console;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.CoverageGap;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.reports.CoverageReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API operations for coverage: which data was read and when, and which data cannot be read. */
final class CoverageApi {
    /** The maximum age of a stream's data: twice the interval between sweeps. */
    static final Duration LATE = Duration.ofHours(12);

    private final ConsoleStores stores;

    CoverageApi(ConsoleStores stores) {
        this.stores = stores;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("coverage", _ -> coverage());
    }

    /** A stream whose data is too old. */
    record LateStream(String connection, String provider, String title, Optional<Instant> freshAsOf) {}

    List<CoverageReport> reports() {
        List<CoverageReport> all = new ArrayList<>();
        for (Connection connection : stores.connections()) {
            stores.connectors()
                    .find(connection.provider())
                    .ifPresent(connector ->
                            all.add(CoverageReport.of(connection, connector, stores.sweeps(), stores.digests())));
        }
        return all;
    }

    List<LateStream> late(List<CoverageReport> reports, Instant now) {
        return reports.stream()
                .flatMap(report -> report.streams().stream()
                        .filter(stream -> isLate(stream, now) == AiVerdict.YES)
                        .map(stream -> new LateStream(
                                report.connection(), report.provider(), stream.title(), stream.freshAsOf())))
                .toList();
    }

    /** Returns whether a stream's data is too old; unknown if the stream was never read completely. */
    private static AiVerdict isLate(CoverageReport.Stream stream, Instant now) {
        if (!isOffered(stream)) {
            return AiVerdict.NO;
        }
        return stream.freshAsOf()
                .map(at -> at.plus(LATE).isBefore(now) ? AiVerdict.YES : AiVerdict.NO)
                .orElse(AiVerdict.UNKNOWN);
    }

    private static boolean isOffered(CoverageReport.Stream stream) {
        return stream.problem()
                .filter(problem -> problem.code().equals("not-offered"))
                .isEmpty();
    }

    /** Returns one sentence that states how current the data is. */
    static String sentence(List<CoverageReport> reports, List<LateStream> late, Instant now) {
        long streams = reports.stream()
                .flatMap(report -> report.streams().stream())
                .filter(CoverageApi::isOffered)
                .count();
        if (late.isEmpty()) {
            return streams == 0 ? "Nothing has been read yet." : "All %d streams are current.".formatted(streams);
        }
        LateStream first = late.getFirst();
        return "%d of %d streams are current. %s"
                .formatted(
                        streams - late.size(),
                        streams,
                        first.freshAsOf()
                                .map(at -> "The oldest data is %s old: %s (%s)."
                                        .formatted(QueueApi.age(at, now), first.title(), first.provider()))
                                .orElseGet(() -> "%s (%s) has never been read completely."
                                        .formatted(first.title(), first.provider())));
    }

    private ApiResult coverage() {
        Instant now = stores.clock().instant();
        List<CoverageReport> reports = reports();
        return ApiResult.of(new JsonMembers()
                .with("asOf", now)
                .with("sentence", sentence(reports, late(reports, now), now))
                .with(
                        "connections",
                        reports.stream()
                                .map(report -> new JsonMembers()
                                        .with("connection", report.connection())
                                        .with("provider", report.provider())
                                        .with("paused", report.paused().map(StaleStreamReason::message))
                                        .with(
                                                "streams",
                                                report.streams().stream()
                                                        .map(stream -> stream(stream, now))
                                                        .toList())
                                        .with(
                                                "gaps",
                                                report.gaps().stream()
                                                        .map(CoverageApi::gap)
                                                        .toList()))
                                .toList()));
    }

    private static JsonMembers stream(CoverageReport.Stream stream, Instant now) {
        return new JsonMembers()
                .with("id", stream.id())
                .with("title", stream.title())
                .with("kind", stream.kind())
                .with("rows", stream.rows())
                .with("awaiting", stream.awaiting())
                .with("freshAsOf", stream.freshAsOf())
                .with("readUpTo", stream.readUpTo())
                .with("lastAttempt", stream.lastAttempt())
                .with("late", ApiViews.code(isLate(stream, now)))
                .with("offered", isOffered(stream))
                .with("unconfirmed", stream.unconfirmed())
                .with(
                        "problem",
                        stream.problem()
                                .map(problem -> new JsonMembers()
                                        .with("code", problem.code())
                                        .with("message", problem.message())));
    }

    private static JsonMembers gap(CoverageGap gap) {
        return new JsonMembers()
                .with("subject", gap.subject())
                .with("reason", gap.reason())
                .with("workaround", gap.workaround());
    }
}
