package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks up observed calls in the published permission table of one provider, and finds the least-privilege permissions
 * that allow them.
 */
final class LeastPrivilegeFinder {
    private final PermissionTableProvider provider;
    private final PermissionTable table;
    private final CalledOperationFinder reader;

    private LeastPrivilegeFinder(PermissionTableProvider provider, PermissionTable table) {
        this.provider = provider;
        this.table = table;
        this.reader = new CalledOperationFinder(provider, table);
    }

    static LeastPrivilegeFinder of(PermissionTableProvider provider) {
        return new LeastPrivilegeFinder(provider, PermissionTableReader.read(provider));
    }

    PermissionTable table() {
        return table;
    }

    RightSizingRecommendation recommend(
            ObservedUsage usage, PermissionFormReader.Kind kind, RightSizingAssumptions assumptions) {
        boolean[] granted = held(usage.granted());
        List<MatchedCall> read = new ArrayList<>();
        usage.calls().forEach(call -> read(call, kind, read));
        List<MatchedCall> calls =
                switch (assumptions) {
                    case LEAST -> read;
                    case KEEP_CONTENT ->
                        read.stream()
                                .map(call -> withoutPartialAlternatives(call, granted))
                                .toList();
                };
        List<List<PermissionAlternative>> requirements =
                calls.stream().filter(MatchedCall::known).map(MatchedCall::ways).toList();
        long[] costs = PermissionPrivilegeCosts.of(table, kind.letter(), requirements);
        PermissionCover cover = new MinimumCover(costs, RightSizer.NODE_LIMIT)
                .solve(requirements.stream().map(LeastPrivilegeFinder::sets).toList());
        List<ObservedCallCheck> proof =
                calls.stream().map(call -> prove(call, cover)).toList();
        long refused = calls.stream()
                .filter(call -> call.known() && call.ways().stream().noneMatch(w -> w.isSatisfiedBy(granted)))
                .count();
        return RecommendationBuilder.of(
                usage,
                kind,
                summary(cover, kind, costs),
                proof,
                usage.granted().isEmpty() ? 0 : refused,
                doubts(proof));
    }

    /**
     * Returns the sets of permission names, any one of which is sufficient for a call. The set that the vendor marks as
     * least privileged comes first. Empty if the call is unknown.
     */
    Optional<List<List<String>>> permissionSets(ObservedCall call, PermissionFormReader.Kind kind) {
        return reader.read(call) instanceof CalledOperationFinder.Finding.Known(ApiOperation operation)
                        && MatchedCall.of(call, operation, kind) instanceof MatchedCall.Known known
                ? Optional.of(known.ways().stream()
                        .sorted(Comparator.comparing(way -> !way.markedLeast()))
                        .map(way -> table.names(way.permissions()))
                        .toList())
                : Optional.empty();
    }

    private void read(ObservedCall call, PermissionFormReader.Kind kind, List<MatchedCall> into) {
        CalledOperationFinder.Finding finding = reader.read(call);
        into.add(
                switch (finding) {
                    case CalledOperationFinder.Finding.Known known -> MatchedCall.of(call, known.operation(), kind);
                    case CalledOperationFinder.Finding.BatchEnvelope envelope -> MatchedCall.envelope(call);
                    case CalledOperationFinder.Finding.UnknownCall unknown -> MatchedCall.unknown(call, unknown.why());
                });
        call.inner().forEach(inner -> read(inner, kind, into));
    }

    /**
     * If the granted permissions include an alternative that allows the whole call, removes the alternatives that may
     * allow only part of it.
     */
    private MatchedCall withoutPartialAlternatives(MatchedCall call, boolean[] granted) {
        return switch (call) {
            case MatchedCall.Known known
            when known.ways().stream().anyMatch(way -> way.isSatisfiedBy(granted) && serves(way, known)) ->
                new MatchedCall.Known(
                        known.call(),
                        known.operation(),
                        known.ways().stream().filter(way -> serves(way, known)).toList());
            case MatchedCall.Known _, MatchedCall.BatchEnvelope _, MatchedCall.UnknownCall _ -> call;
        };
    }

    private boolean serves(PermissionAlternative way, MatchedCall.Known call) {
        List<String> names = table.names(way.permissions());
        return names.stream().noneMatch(PartialResultPermissions::isPartial)
                && !(names.stream().allMatch(PartialResultPermissions::isReadOnly) && isChange(call.call()));
    }

    /**
     * Returns whether the call certainly changes something. A POST counts only if the vendor also documents a GET for
     * the same path, because a POST on any other path may be a query.
     */
    private boolean isChange(ObservedCall call) {
        return switch (call.method().toUpperCase(Locale.ROOT)) {
            case "PUT", "PATCH", "DELETE" -> true;
            case "POST" ->
                reader.read(new ObservedCall("GET", call.path())) instanceof CalledOperationFinder.Finding.Known;
            default -> false;
        };
    }

    /**
     * Returns notes about read-only permissions that are recommended for calls that change something. Such permissions
     * can be recommended because the vendor's permission table lists them for these calls.
     */
    private List<String> doubts(List<ObservedCallCheck> proof) {
        List<String> notes = new ArrayList<>();
        for (ObservedCallCheck one : proof) {
            if (one instanceof ObservedCallCheck.Admitted admitted
                    && !admitted.admittedBy().isEmpty()
                    && admitted.admittedBy().stream().allMatch(PartialResultPermissions::isReadOnly)
                    && isChange(admitted.call())) {
                notes.add(
                        String.join(", ", admitted.admittedBy())
                                + " is read-only, but "
                                + admitted.template()
                                + " changes something: the provider's table lists this permission, but the provider's documentation may require an additional permission");
            }
        }
        return notes.stream().distinct().toList();
    }

    private static List<int[]> sets(List<PermissionAlternative> ways) {
        return ways.stream().map(PermissionAlternative::permissions).toList();
    }

    private boolean[] held(List<String> granted) {
        boolean[] held = new boolean[table.size()];
        for (String name : granted) {
            table.index(PermissionNames.plain(provider, name)).ifPresent(i -> held[i] = true);
        }
        return held;
    }

    private LeastPrivilegeSet summary(PermissionCover cover, PermissionFormReader.Kind kind, long[] costs) {
        Set<String> names = new TreeSet<>();
        int levels = 0;
        for (int i = 0; i < costs.length; i++) {
            if (cover.chosen()[i]) {
                names.add(table.name(i));
                levels += table.level(i, kind.letter());
            }
        }
        return new LeastPrivilegeSet(
                List.copyOf(names), levels, PermissionPrivilegeCosts.levels(cover.lowerBound()), cover.exact());
    }

    private ObservedCallCheck prove(MatchedCall read, PermissionCover cover) {
        return switch (read) {
            case MatchedCall.Known known -> {
                if (known.ways().stream().anyMatch(way -> way.permissions().length == 0)) {
                    yield new ObservedCallCheck.NeedsNothing(
                            known.call(), known.operation().template());
                }
                int[] admitting = known.ways().stream()
                        .filter(way -> way.isSatisfiedBy(cover.chosen()))
                        .map(PermissionAlternative::permissions)
                        .min(Arrays::compare)
                        .orElseThrow(() -> new IllegalStateException("the chosen permissions do not admit a call"));
                List<String> least = known.ways().stream()
                        .filter(PermissionAlternative::markedLeast)
                        .flatMap(way -> table.names(way.permissions()).stream())
                        .sorted()
                        .toList();
                yield new ObservedCallCheck.Admitted(
                        known.call(), known.operation().template(), table.names(admitting), least);
            }
            case MatchedCall.BatchEnvelope envelope -> new ObservedCallCheck.BatchEnvelope(envelope.call());
            case MatchedCall.UnknownCall unknown -> new ObservedCallCheck.UnknownCall(unknown.call(), unknown.why());
        };
    }
}
