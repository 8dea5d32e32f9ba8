package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** The company's Google Workspace: grants, app passwords, service accounts and the rows of the reports. */
public final class GoogleTenant {

    /** The position of a row in a report. Positions are ordered newest first. */
    public record Position(Instant time, long uniqueQualifier) implements Comparable<Position> {
        @Override
        public int compareTo(Position other) {
            int byTime = other.time.compareTo(time);
            return byTime != 0 ? byTime : Long.compare(other.uniqueQualifier, uniqueQualifier);
        }
    }

    private final String customerId;
    private final Map<String, List<GoogleGrant>> grants = new ConcurrentHashMap<>();
    private final Map<String, List<AppPassword>> appPasswords = new ConcurrentHashMap<>();
    private final Map<String, GoogleAlert> alerts = new ConcurrentSkipListMap<>();
    private final Map<String, NavigableMap<Position, GoogleActivity>> reports = new ConcurrentHashMap<>();
    private final SimulatedTable<String, GoogleServiceAccount> serviceAccounts =
            new SimulatedTable<>(GoogleServiceAccount::email);

    GoogleTenant(String customerId) {
        this.customerId = customerId;
    }

    /** Returns the immutable customer id: {@code C} followed by eight characters. */
    public String customerId() {
        return customerId;
    }

    public List<GoogleGrant> grantsOf(String personId) {
        return grants.getOrDefault(personId, List.of());
    }

    public Optional<GoogleGrant> grant(String personId, String clientId) {
        return grantsOf(personId).stream()
                .filter(grant -> grant.app().clientId().equals(clientId))
                .findFirst();
    }

    /** Adds the grant, replacing this person's previous grant to the same app, if any. */
    public void put(GoogleGrant grant) {
        grants.merge(grant.personId(), List.of(grant), (was, more) -> {
            List<GoogleGrant> now = new ArrayList<>(was);
            now.removeIf(old -> old.app().clientId().equals(grant.app().clientId()));
            now.add(grant);
            return List.copyOf(now);
        });
    }

    void putAll(String personId, List<GoogleGrant> all) {
        grants.put(personId, List.copyOf(all));
    }

    public Optional<GoogleGrant> removeGrant(String personId, String clientId) {
        Optional<GoogleGrant> found = grant(personId, clientId);
        found.ifPresent(gone -> grants.computeIfPresent(
                personId,
                (id, was) -> was.stream()
                        .filter(grant -> !grant.app().clientId().equals(clientId))
                        .toList()));
        return found;
    }

    /** Returns the ids of all clients with at least one grant. */
    Set<String> clientIds() {
        return grants.values().stream()
                .flatMap(List::stream)
                .map(grant -> grant.app().clientId())
                .collect(Collectors.toSet());
    }

    /** Returns the total number of grants of all people. */
    public int grantCount() {
        return grants.values().stream().mapToInt(List::size).sum();
    }

    public List<AppPassword> appPasswordsOf(String personId) {
        return appPasswords.getOrDefault(personId, List.of());
    }

    public void put(AppPassword password) {
        appPasswords.merge(password.personId(), List.of(password), (was, more) -> {
            List<AppPassword> now = new ArrayList<>(was);
            now.removeIf(old -> old.codeId() == password.codeId());
            now.add(password);
            return List.copyOf(now);
        });
    }

    public Optional<AppPassword> removeAppPassword(String personId, int codeId) {
        Optional<AppPassword> found = appPasswordsOf(personId).stream()
                .filter(password -> password.codeId() == codeId)
                .findFirst();
        found.ifPresent(gone -> appPasswords.computeIfPresent(
                personId,
                (id, was) -> was.stream()
                        .filter(password -> password.codeId() != codeId)
                        .toList()));
        return found;
    }

    public SimulatedTable<String, GoogleServiceAccount> serviceAccounts() {
        return serviceAccounts;
    }

    /** Adds an alert to the Alert Center. */
    void alert(GoogleAlert alert) {
        alerts.put(alert.id(), alert);
    }

    /** Returns the alerts, including those that are not visible yet. */
    public Collection<GoogleAlert> alerts() {
        return alerts.values();
    }

    public void record(GoogleActivity activity) {
        report(activity.detail().application())
                .put(new Position(activity.time(), activity.uniqueQualifier()), activity);
    }

    /** Returns the rows of one report, newest first, including rows that are not visible yet. */
    public NavigableMap<Position, GoogleActivity> report(String application) {
        return reports.computeIfAbsent(application, name -> new ConcurrentSkipListMap<>());
    }

    /** Returns all rows of all reports. */
    Collection<NavigableMap<Position, GoogleActivity>> reports() {
        return reports.values();
    }
}
