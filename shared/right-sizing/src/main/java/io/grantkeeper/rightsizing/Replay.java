package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Replays observed calls against one provider's table, and finds the least permissions that let them in. */
final class Replay {
    private final ApiProvider provider;
    private final PermissionTable table;
    private final CallReader reader;

    private Replay(ApiProvider provider, PermissionTable table) {
        this.provider = provider;
        this.table = table;
        this.reader = new CallReader(provider, table);
    }

    static Replay of(ApiProvider provider) {
        return new Replay(provider, TableReader.read(provider));
    }

    PermissionTable table() {
        return table;
    }

    Recommendation recommend(Usage usage, KindReader.Kind kind, Caution caution) {
        boolean[] granted = held(usage.granted());
        List<ReadCall> read = new ArrayList<>();
        usage.calls().forEach(call -> read(call, kind, read));
        List<ReadCall> calls =
                switch (caution) {
                    case LEAST -> read;
                    case KEEP_CONTENT ->
                        read.stream().map(call -> keepingContent(call, granted)).toList();
                };
        List<List<Alternative>> requirements =
                calls.stream().filter(ReadCall::known).map(ReadCall::ways).toList();
        long[] costs = PermissionCosts.of(table, kind.letter(), requirements);
        Cover cover = new MinimumCover(costs, RightSizing.NODE_LIMIT)
                .of(requirements.stream().map(Replay::sets).toList());
        List<CallProof> proof = calls.stream().map(call -> prove(call, cover)).toList();
        long refused = calls.stream()
                .filter(call -> call.known() && call.ways().stream().noneMatch(w -> w.within(granted)))
                .count();
        return Recommendations.of(
                usage,
                kind,
                summary(cover, kind, costs),
                proof,
                usage.granted().isEmpty() ? 0 : refused,
                doubtful(proof));
    }

    private void read(ObservedCall call, KindReader.Kind kind, List<ReadCall> into) {
        CallReader.Finding finding = reader.read(call);
        into.add(
                switch (finding) {
                    case CallReader.Finding.Known known -> ReadCall.of(call, known.operation(), kind);
                    case CallReader.Finding.Envelope envelope -> ReadCall.envelope(call);
                    case CallReader.Finding.NotKnown unknown -> ReadCall.notKnown(call, unknown.why());
                });
        call.inner().forEach(inner -> read(inner, kind, into));
    }

    /** Where what is granted serves the call whole, what might serve it in part is no replacement. */
    private ReadCall keepingContent(ReadCall call, boolean[] granted) {
        return switch (call) {
            case ReadCall.Known known
            when known.ways().stream().anyMatch(way -> way.within(granted) && serves(way, known)) ->
                new ReadCall.Known(
                        known.call(),
                        known.operation(),
                        known.ways().stream().filter(way -> serves(way, known)).toList());
            case ReadCall.Known _, ReadCall.Envelope _, ReadCall.NotKnown _ -> call;
        };
    }

    private boolean serves(Alternative way, ReadCall.Known call) {
        List<String> names = table.names(way.permissions());
        return names.stream().noneMatch(PartialPermissions::isPartial)
                && !(names.stream().allMatch(PartialPermissions::onlyReads) && changes(call.call()));
    }

    /** Whether it surely changes something: a POST does where the same path can be read, and may else be a question. */
    private boolean changes(ObservedCall call) {
        return switch (call.method().toUpperCase(Locale.ROOT)) {
            case "PUT", "PATCH", "DELETE" -> true;
            case "POST" -> reader.read(new ObservedCall("GET", call.path())) instanceof CallReader.Finding.Known;
            default -> false;
        };
    }

    /** What is recommended for calls that change something, and only reads: the vendor's table has such rows. */
    private List<String> doubtful(List<CallProof> proof) {
        List<String> notes = new ArrayList<>();
        for (CallProof one : proof) {
            if (one instanceof CallProof.Admitted admitted
                    && !admitted.admittedBy().isEmpty()
                    && admitted.admittedBy().stream().allMatch(PartialPermissions::onlyReads)
                    && changes(admitted.call())) {
                notes.add(String.join(", ", admitted.admittedBy())
                        + " only reads, and "
                        + admitted.template()
                        + " changes something: the provider's table lists it, its page may ask for another beside it");
            }
        }
        return notes.stream().distinct().toList();
    }

    private static List<int[]> sets(List<Alternative> ways) {
        return ways.stream().map(Alternative::permissions).toList();
    }

    private boolean[] held(List<String> granted) {
        boolean[] held = new boolean[table.size()];
        for (String name : granted) {
            table.index(PermissionNames.plain(provider, name)).ifPresent(i -> held[i] = true);
        }
        return held;
    }

    private LeastSet summary(Cover cover, KindReader.Kind kind, long[] costs) {
        Set<String> names = new TreeSet<>();
        int levels = 0;
        for (int i = 0; i < costs.length; i++) {
            if (cover.chosen()[i]) {
                names.add(table.name(i));
                levels += table.level(i, kind.letter());
            }
        }
        return new LeastSet(List.copyOf(names), levels, PermissionCosts.levels(cover.lowerBound()), cover.exact());
    }

    private CallProof prove(ReadCall read, Cover cover) {
        return switch (read) {
            case ReadCall.Known known -> {
                if (known.ways().stream().anyMatch(way -> way.permissions().length == 0)) {
                    yield new CallProof.NeedsNothing(
                            known.call(), known.operation().template());
                }
                int[] admitting = known.ways().stream()
                        .filter(way -> way.within(cover.chosen()))
                        .map(Alternative::permissions)
                        .min(Arrays::compare)
                        .orElseThrow(() -> new IllegalStateException("a cover left a call out"));
                List<String> least = known.ways().stream()
                        .filter(Alternative::markedLeast)
                        .flatMap(way -> table.names(way.permissions()).stream())
                        .sorted()
                        .toList();
                yield new CallProof.Admitted(known.call(), known.operation().template(), table.names(admitting), least);
            }
            case ReadCall.Envelope envelope -> new CallProof.Envelope(envelope.call());
            case ReadCall.NotKnown unknown -> new CallProof.NotKnown(unknown.call(), unknown.why());
        };
    }
}
