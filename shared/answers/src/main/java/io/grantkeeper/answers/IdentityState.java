package io.grantkeeper.answers;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Stored;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What an identity holds, as one digest: equal as long as an answer means the same. Use alone does not change it. */
public final class IdentityState {
    private IdentityState() {}

    public static String of(IdentityDossier dossier) {
        return of(dossier, Stored::isLive);
    }

    /** With what a listing has shown to be gone since: what was held then, unless something was added or changed. */
    static String withGoneSince(IdentityDossier dossier, Instant since) {
        return of(dossier, row -> row.removedAt().filter(since::isAfter).isEmpty());
    }

    private static String of(IdentityDossier dossier, Predicate<Stored<?>> held) {
        Stream<String> grants = dossier.grants().stream()
                .filter(held)
                .map(Stored::content)
                .sorted(Comparator.comparing(Grant::key))
                .map(grant -> "grant " + ModelJson.write(grant.withLastUsed(Moment.unknown())));
        Stream<String> credentials = dossier.credentials().stream()
                .filter(held)
                .map(Stored::content)
                .sorted(Comparator.comparing(Credential::key))
                .map(credential -> "credential " + ModelJson.write(credential.withLastUsed(Moment.unknown())));
        return Digests.of(Stream.concat(grants, credentials).toArray(String[]::new));
    }

    /** Whether it holds anything. */
    public static boolean holdsAnything(IdentityDossier dossier) {
        return !live(dossier.grants()).isEmpty() || !live(dossier.credentials()).isEmpty();
    }

    /** Whether anything of it opens something as it stands: what is suspended was taken away, as far as that can be undone. */
    public static boolean opensAnything(IdentityDossier dossier) {
        return opensMoreThan(dossier, Set.of());
    }

    /** Whether anything else does. */
    static boolean opensMoreThan(IdentityDossier dossier, Set<RowKey> these) {
        NonHumanIdentity holder = dossier.identity().content();
        Stream<RowKey> grants = live(dossier.grants()).stream()
                .filter(grant -> grant.standing() != Standing.SUSPENDED)
                .map(grant -> RowKey.grant(holder.id(), grant.key()));
        Stream<RowKey> credentials = live(dossier.credentials()).stream()
                .filter(credential -> credential.standing() != Standing.SUSPENDED)
                .map(credential -> RowKey.credential(holder.id(), credential.key()));
        return holder.standing() != Standing.SUSPENDED
                && Stream.concat(grants, credentials).anyMatch(key -> !these.contains(key));
    }

    static <T> List<T> live(List<Stored<T>> rows) {
        return rows.stream().filter(Stored::isLive).map(Stored::content).toList();
    }
}
