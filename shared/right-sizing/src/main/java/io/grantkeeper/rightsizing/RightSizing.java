package io.grantkeeper.rightsizing;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Recommends the least permissions for observed calls. Safe for use by several threads; a provider's table is read when
 * it is first needed.
 */
public final class RightSizing {
    /** The search is exact up to this many steps; calls of a real app need a few dozen. */
    static final int NODE_LIMIT = 20_000;

    private final Map<ApiProvider, Replay> replays = new EnumMap<>(ApiProvider.class);
    private final ReentrantLock loading = new ReentrantLock();

    private RightSizing() {}

    /** With the vendors' tables that this library carries. */
    public static RightSizing standard() {
        return new RightSizing();
    }

    /** Never throws on what the usage holds: what is not understood is said in the answer. */
    public Recommendation recommend(Usage usage) {
        return recommend(usage, Caution.LEAST);
    }

    /** As {@link #recommend(Usage)}, with the caution that acting upon it takes. */
    public Recommendation recommend(Usage usage, Caution caution) {
        Optional<KindReader.Kind> kind = KindReader.read(usage.provider(), usage.kind(), usage.calls());
        if (kind.isEmpty()) {
            String name = usage.kind().orElse("");
            return Recommendations.none(
                    usage, name, "there is no published table of calls for the permission kind '" + name + "'");
        }
        if (usage.calls().isEmpty()) {
            return Recommendations.none(
                    usage,
                    kind.get().name(),
                    "no use was seen" + seenDays(usage.coverage().days()));
        }
        return replay(usage.provider()).recommend(usage, kind.get(), caution);
    }

    /** Whether the provider's published table names this permission: of others no call shows whether they are used. */
    public boolean knows(ApiProvider provider, String permission) {
        return replay(provider)
                .table()
                .index(PermissionNames.plain(provider, permission))
                .isPresent();
    }

    private static String seenDays(OptionalInt days) {
        return days.isPresent() ? " in " + days.getAsInt() + " days, which does not prove that none is needed" : "";
    }

    PermissionTable table(ApiProvider provider) {
        return replay(provider).table();
    }

    private Replay replay(ApiProvider provider) {
        loading.lock();
        try {
            return replays.computeIfAbsent(provider, Replay::of);
        } finally {
            loading.unlock();
        }
    }
}
