package io.grantkeeper.answers;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Stored;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What an identity holds, as one digest: equal as long as an answer means the same. Use alone does not change it. */
public final class IdentityState {
    private IdentityState() {}

    public static String of(IdentityDossier dossier) {
        Stream<String> grants = live(dossier.grants()).stream()
                .sorted(Comparator.comparing(Grant::key))
                .map(grant -> "grant " + ModelJson.write(grant.withLastUsed(Moment.unknown())));
        Stream<String> credentials = live(dossier.credentials()).stream()
                .sorted(Comparator.comparing(Credential::key))
                .map(credential -> "credential " + ModelJson.write(credential.withLastUsed(Moment.unknown())));
        return Digests.of(Stream.concat(grants, credentials).toArray(String[]::new));
    }

    /** Whether it holds anything. */
    public static boolean holdsAnything(IdentityDossier dossier) {
        return !live(dossier.grants()).isEmpty() || !live(dossier.credentials()).isEmpty();
    }

    static <T> List<T> live(List<Stored<T>> rows) {
        return rows.stream().filter(Stored::isLive).map(Stored::content).toList();
    }
}
