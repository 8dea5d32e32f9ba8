package io.grantkeeper.demo;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.company.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results of reading the simulated company with one connector: all rows and, for each form of identity, how its
 * grants and its credentials are revoked.
 */
record ProviderSurvey(Connector connector, List<AccessObservation> rows, Map<String, String> revocations) {
    private static final String REVERSIBLE = "yes, reversible";

    private static final Duration LOGS_SINCE = Duration.ofDays(180);

    /**
     * Reads the simulated company with one connector.
     *
     * @param clock the company's clock, which is advanced if a provider throttles
     */
    static ProviderSurvey of(Connector connector, ProviderSession session, SimulatedClock clock)
            throws ConnectorException {
        List<AccessObservation> rows = new ArrayList<>();
        for (AccessStream stream : connector.streams()) {
            for (Partition partition : stream.partitions(session, Set.of())) {
                rows.addAll(read(stream, session, partition, clock));
            }
        }
        return new ProviderSurvey(connector, rows, revocations(connector, session, rows));
    }

    private static List<AccessObservation> read(
            AccessStream stream, ProviderSession session, Partition partition, SimulatedClock clock)
            throws ConnectorException {
        Instant now = session.clock().instant();
        Partition bounded = stream.kind() == StreamKind.LOG
                ? new LogWindow(Optional.of(now.minus(LOGS_SINCE)), now).addTo(partition)
                : partition;
        List<AccessObservation> rows = new ArrayList<>();
        PartitionCursor from = PartitionCursor.start();
        while (true) {
            StreamPage page;
            try {
                page = stream.read(session, bounded, from);
            } catch (ConnectorException e) {
                if (e.problem() instanceof RateLimited limited) {
                    clock.advance(limited.retryAfter());
                    continue;
                }
                throw e;
            }
            rows.addAll(page.items());
            if (page instanceof StreamPage.More more) {
                from = more.next();
            } else {
                return rows;
            }
        }
    }

    /**
     * Returns whether and how the grants and the credentials of each form of identity can be revoked. Plans the
     * revocation of only the first grant or credential of each type that was read. Each key states what is revoked and
     * the form of identity. Empty if the connector cannot revoke.
     */
    private static Map<String, String> revocations(
            Connector connector, ProviderSession session, List<AccessObservation> rows) throws ConnectorException {
        Map<String, SortedSet<String>> ways = new TreeMap<>();
        if (connector.revoker().isEmpty()) {
            return Map.of();
        }
        Set<String> planned = new HashSet<>();
        for (AccessObservation row : rows) {
            Optional<RevocationTarget> target = RevocationTarget.of(row);
            if (target.isPresent() && planned.add(form(target.get()) + "/" + type(target.get()))) {
                String way =
                        switch (connector.revoker().get().plan(session, target.get())) {
                            case RevocationPlan.Automatic possible -> possible.reversible() ? REVERSIBLE : "yes";
                            case RevocationPlan.Manual _ -> "by hand";
                        };
                ways.computeIfAbsent(form(target.get()), _ -> new TreeSet<>()).add(way);
            }
        }
        Map<String, String> words = new TreeMap<>();
        ways.forEach((form, several) -> words.put(
                form,
                String.join(
                        "; some ",
                        several.stream()
                                .map(way -> several.size() > 1 && way.equals(REVERSIBLE) && several.contains("yes")
                                        ? "reversible"
                                        : way)
                                .sorted(Comparator.reverseOrder())
                                .toList())));
        return words;
    }

    /**
     * Returns the type of access at the start of a key, for example {@code directory-role}; empty if the key states no
     * type.
     */
    private static String type(RevocationTarget target) {
        String key = target.map((_, grant) -> grant.key(), (_, credential) -> credential.key());
        return key.substring(0, Math.max(0, key.indexOf('/')));
    }

    private static String form(RevocationTarget target) {
        return switch (target) {
            case RevocationTarget.GrantTarget(var identity, var _) -> "access of " + identity.form();
            case RevocationTarget.CredentialTarget(var holder, var _) -> "credential of " + holder.form();
        };
    }

    String name() {
        return connector.definition().displayName();
    }

    List<NonHumanIdentity> identities() {
        return rows.stream()
                .flatMap(row -> switch (row) {
                    case AccessObservation.IdentityObserved(var identity) -> Stream.of(identity);
                    case AccessObservation.GrantObserved(var holder, var _) -> Stream.of(holder);
                    case AccessObservation.CredentialObserved(var holder, var _) -> Stream.of(holder);
                    case AccessObservation.PersonObserved _,
                            AccessObservation.EventObserved _,
                            AccessObservation.UsageObserved _ -> Stream.<NonHumanIdentity>empty();
                })
                .distinct()
                .toList();
    }

    List<Grant> grants() {
        return of(AccessObservation.GrantObserved.class)
                .map(AccessObservation.GrantObserved::grant)
                .toList();
    }

    List<Credential> credentials() {
        return of(AccessObservation.CredentialObserved.class)
                .map(AccessObservation.CredentialObserved::credential)
                .toList();
    }

    <T extends AccessObservation> Stream<T> of(Class<T> type) {
        return rows.stream().filter(type::isInstance).map(type::cast);
    }

    /** Returns the forms that identities of this kind have, in the provider's own terms. */
    Set<String> forms(String kind) {
        return identities().stream()
                .filter(identity -> identity.id().kind().code().equals(kind))
                .map(NonHumanIdentity::form)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
