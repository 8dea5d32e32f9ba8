package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ApiToken;
import io.grantkeeper.simulator.okta.OktaObjectTypes.LogEntry;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Party;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The state of one Okta organization. Its users are the company's people; this class stores everything else. */
public final class OktaOrganization {
    private static final int ID_LENGTH = 17;

    private final Company company;
    private final int largestPage;
    private final Map<Class<? extends Row>, ConcurrentSkipListMap<String, Row>> rows = new ConcurrentHashMap<>();
    private final List<LogEntry> log = new CopyOnWriteArrayList<>();
    private final List<LogEntry> unsent = new ArrayList<>();
    private final Set<String> suspended = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();

    OktaOrganization(Company company, int largestPage) {
        this.company = company;
        this.largestPage = largestPage;
    }

    Company company() {
        return company;
    }

    int largestPage() {
        return largestPage;
    }

    /**
     * Returns a new id.
     *
     * @param prefix the three characters with which Okta's ids for this type of object start
     */
    public String newId(String prefix) {
        String number = Long.toString(numbers.incrementAndGet(), Character.MAX_RADIX);
        return prefix + "lk" + "0".repeat(ID_LENGTH - 2 - number.length()) + number;
    }

    public void put(Row row) {
        table(row.getClass()).put(row.id(), row);
    }

    public boolean remove(Class<? extends Row> type, String id) {
        return table(type).remove(id) != null;
    }

    public <T extends Row> List<T> all(Class<T> type, Predicate<T> which) {
        return table(type).values().stream().map(type::cast).filter(which).toList();
    }

    public <T extends Row> Optional<T> find(Class<T> type, String id) {
        return Optional.ofNullable(table(type).get(id)).map(type::cast);
    }

    private ConcurrentSkipListMap<String, Row> table(Class<? extends Row> type) {
        return rows.computeIfAbsent(type, _ -> new ConcurrentSkipListMap<>());
    }

    /** Returns a person's Okta id, which ends with the last digits of the person's id in the company. */
    public static String userId(CompanyPerson person) {
        String id = "0".repeat(ID_LENGTH) + person.id();
        return "00u" + id.substring(id.length() - ID_LENGTH);
    }

    /** Returns the users in the order of their ids. Deleted people are omitted; leavers are deactivated. */
    List<CompanyPerson> users() {
        return company.people().all().stream()
                .filter(person -> person.status() != GoogleAccountStatus.DELETED)
                .sorted((one, other) -> userId(one).compareTo(userId(other)))
                .toList();
    }

    /** Finds a user by id or login. Returns empty if there is no such user. */
    Optional<CompanyPerson> user(String idOrLogin) {
        return users().stream()
                .filter(person ->
                        userId(person).equals(idOrLogin) || person.email().equals(idOrLogin))
                .findFirst();
    }

    String statusOf(CompanyPerson person) {
        return switch (person.status()) {
            case ACTIVE -> suspended.contains(userId(person)) ? "SUSPENDED" : "ACTIVE";
            case SUSPENDED -> "SUSPENDED";
            case ARCHIVED, DELETED -> "DEPROVISIONED";
        };
    }

    void suspend(CompanyPerson person) {
        suspended.add(userId(person));
    }

    /**
     * Records an event that happens now. The event is immediately available to event hooks.
     *
     * @param late the delay after which the log shows the event
     */
    public LogEntry recordEvent(String eventType, Party actor, List<Party> targets, Duration late) {
        return recordEvent(eventType, company.clock().instant(), actor, targets, Optional.empty(), late);
    }

    LogEntry recordEvent(
            String eventType, Instant at, Party actor, List<Party> targets, Optional<String> apiToken, Duration late) {
        String name = eventType + " " + numbers.incrementAndGet();
        LogEntry entry = new LogEntry(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                eventType,
                at,
                at.plus(late),
                actor,
                targets,
                apiToken);
        log.add(entry);
        synchronized (unsent) {
            unsent.add(entry);
        }
        return entry;
    }

    /** Creates an API token for a person, with all of the person's permissions. */
    public ApiToken createApiToken(String name, CompanyPerson owner, Instant at) {
        ApiToken token = new ApiToken(newId("00T"), name, userId(owner), at, at);
        put(token);
        recordEvent(
                "system.api_token.create",
                at,
                party(owner),
                List.of(new Party(token.id(), "Token", name)),
                Optional.empty(),
                OktaSeed.LATE);
        return token;
    }

    /** Returns the entries that the log shows now. */
    Stream<LogEntry> log() {
        Instant now = company.clock().instant();
        return log.stream().filter(entry -> !entry.visible().isAfter(now));
    }

    /** Removes and returns the events that event hooks have not sent yet. */
    List<LogEntry> takeUnsent() {
        synchronized (unsent) {
            List<LogEntry> taken = List.copyOf(unsent);
            unsent.clear();
            return taken;
        }
    }

    /** Returns a person as a party of an event. */
    public static Party party(CompanyPerson person) {
        return new Party(userId(person), "User", person.fullName());
    }
}
