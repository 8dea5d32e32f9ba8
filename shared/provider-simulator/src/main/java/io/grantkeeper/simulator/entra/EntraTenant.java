package io.grantkeeper.simulator.entra;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.company.PersonStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** One Entra tenant. Its users are the company's people, whoever comes and goes. */
public final class EntraTenant {
    private final Company company;
    private final DirectoryTable users = new DirectoryTable();
    private final DirectoryTable deletedUsers = new DirectoryTable();
    private final DirectoryTable agentUsers = new DirectoryTable();
    private final DirectoryTable servicePrincipals = new DirectoryTable();
    private final DirectoryTable applications = new DirectoryTable();
    private final DirectoryTable grants = new DirectoryTable();
    private final DirectoryTable subscriptions = new DirectoryTable();
    private final DirectoryTable signIns = new DirectoryTable();
    private final DirectoryTable credentialUse = new DirectoryTable();
    private final ConcurrentSkipListMap<String, AuditEntry> audits = new ConcurrentSkipListMap<>();
    private List<Person> known = List.of();

    /** A row of the directory audit; it shows only after a while. */
    record AuditEntry(Instant at, Instant visibleAt, Map<String, @Nullable Object> json) {}

    EntraTenant(Company company) {
        this.company = company;
        refreshUsers();
    }

    /** The directory's id. */
    public String id() {
        return Guids.of("tenant " + company.domain());
    }

    /** The object id of the person with this address. */
    public static String userId(String email) {
        return Guids.of("user " + email.toLowerCase(Locale.ROOT));
    }

    Company company() {
        return company;
    }

    Instant now() {
        return company.clock().instant();
    }

    public DirectoryTable users() {
        refreshUsers();
        return users;
    }

    DirectoryTable deletedUsers() {
        refreshUsers();
        return deletedUsers;
    }

    public DirectoryTable agentUsers() {
        return agentUsers;
    }

    public DirectoryTable servicePrincipals() {
        return servicePrincipals;
    }

    public DirectoryTable applications() {
        return applications;
    }

    public DirectoryTable grants() {
        return grants;
    }

    public DirectoryTable subscriptions() {
        return subscriptions;
    }

    DirectoryTable signIns() {
        return signIns;
    }

    DirectoryTable credentialUse() {
        return credentialUse;
    }

    /** By time, then by id. */
    ConcurrentSkipListMap<String, AuditEntry> audits() {
        return audits;
    }

    /** Rows that changed since are put anew, so that deltas tell of them. */
    @SuppressWarnings("ReferenceEquality") // the table hands out the same list for as long as nothing changes
    private synchronized void refreshUsers() {
        List<Person> people = company.people().all();
        if (people == known) {
            return;
        }
        known = people;
        for (Person person : people) {
            Map<String, @Nullable Object> user = shape(person);
            String id = String.valueOf(user.get("id"));
            if (person.status() == PersonStatus.DELETED) {
                users.remove(id);
                if (deletedUsers.find(id).isEmpty()) {
                    deletedUsers.put(user);
                }
            } else if (!users.find(id).filter(user::equals).isPresent()) {
                users.put(user);
            }
        }
    }

    /** Archived in Google is here: the personnel system has set the day of leaving. */
    private Map<String, @Nullable Object> shape(Person person) {
        boolean left = person.status() == PersonStatus.ARCHIVED;
        Map<String, @Nullable Object> user = object(
                "id", userId(person.email()),
                "displayName", person.fullName(),
                "userPrincipalName", person.email(),
                "mail", person.email(),
                "proxyAddresses", List.of("SMTP:" + person.email()),
                "accountEnabled", person.active(),
                "userType", "Member",
                "department", person.department(),
                "jobTitle", person.title(),
                "employeeLeaveDateTime", left ? Company.START.minus(Duration.ofDays(30)) : null);
        user.put("~manager", person.managerEmail().map(EntraTenant::userId).orElse(null));
        return user;
    }
}
