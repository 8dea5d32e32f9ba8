package io.grantkeeper.simulator.entra;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** An Entra tenant. Its users always match the company's current people. */
public final class EntraTenant {
    private final Company company;
    private final DirectoryTable users = new DirectoryTable();
    private final DirectoryTable deletedUsers = new DirectoryTable();
    private final DirectoryTable agentUsers = new DirectoryTable();
    private final DirectoryTable servicePrincipals = new DirectoryTable();
    private final DirectoryTable applications = new DirectoryTable();
    private final DirectoryTable grants = new DirectoryTable();
    private final DirectoryTable subscriptions = new DirectoryTable();
    private final DirectoryTable groups = new DirectoryTable();
    private final DirectoryTable roleDefinitions = new DirectoryTable();
    private final DirectoryTable roleAssignments = new DirectoryTable();
    private final DirectoryTable eligibleRoles = new DirectoryTable();
    private volatile boolean licensedForActivation = true;
    private final DirectoryTable signIns = new DirectoryTable();
    private final DirectoryTable credentialUse = new DirectoryTable();
    private final ConcurrentSkipListMap<String, AuditEntry> audits = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, AuditEntry> signInLog = new ConcurrentSkipListMap<>();
    private final DirectoryTable riskyPrincipals = new DirectoryTable();
    private final DirectoryTable principalRiskDetections = new DirectoryTable();
    private final DirectoryTable riskyAgents = new DirectoryTable();
    private final DirectoryTable agentRiskDetections = new DirectoryTable();
    private List<CompanyPerson> known = List.of();

    /** A row of the directory audit or of the sign-in log. It becomes visible after a delay. */
    record AuditEntry(Instant at, Instant visibleAt, Map<String, @Nullable Object> json) {}

    EntraTenant(Company company) {
        this.company = company;
        refreshUsers();
    }

    /** Returns the tenant id, which is the id of the directory. */
    public String id() {
        return StableGuids.of("tenant " + company.domain());
    }

    /** Returns the object id of the person with this email address. */
    public static String userId(String email) {
        return StableGuids.of("user " + email.toLowerCase(Locale.ROOT));
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

    /** Returns the groups that can have directory roles. */
    public DirectoryTable groups() {
        return groups;
    }

    public DirectoryTable roleDefinitions() {
        return roleDefinitions;
    }

    /** Returns the assignments of roles that people can activate. */
    public DirectoryTable eligibleRoles() {
        return eligibleRoles;
    }

    /** Removes the license for Privileged Identity Management from the tenant. */
    public void endLicenseForActivation() {
        licensedForActivation = false;
    }

    boolean isLicensedForActivation() {
        return licensedForActivation;
    }

    public DirectoryTable roleAssignments() {
        return roleAssignments;
    }

    DirectoryTable signIns() {
        return signIns;
    }

    DirectoryTable credentialUse() {
        return credentialUse;
    }

    /** Returns the audit rows, ordered by time and id, including rows that are not visible yet. */
    ConcurrentSkipListMap<String, AuditEntry> audits() {
        return audits;
    }

    /** Returns the rows of the sign-in log, ordered by time and id, including rows that are not visible yet. */
    ConcurrentSkipListMap<String, AuditEntry> signInLog() {
        return signInLog;
    }

    DirectoryTable riskyPrincipals() {
        return riskyPrincipals;
    }

    DirectoryTable principalRiskDetections() {
        return principalRiskDetections;
    }

    DirectoryTable riskyAgents() {
        return riskyAgents;
    }

    DirectoryTable agentRiskDetections() {
        return agentRiskDetections;
    }

    /**
     * Updates the stored users from the company's people. Only users that have changed are stored again, so that delta
     * queries return exactly these.
     */
    @SuppressWarnings("ReferenceEquality") // the table returns the same list until a row changes
    private synchronized void refreshUsers() {
        List<CompanyPerson> people = company.people().all();
        if (people == known) {
            return;
        }
        known = people;
        for (CompanyPerson person : people) {
            Map<String, @Nullable Object> user = shape(person);
            String id = String.valueOf(user.get("id"));
            if (person.status() == GoogleAccountStatus.DELETED) {
                users.remove(id);
                if (deletedUsers.find(id).isEmpty()) {
                    deletedUsers.put(user);
                }
            } else if (!users.find(id).filter(user::equals).isPresent()) {
                users.put(user);
            }
        }
    }

    /**
     * Returns a person as a Graph user. If the person is archived in Google Workspace, the user has a leave date,
     * as if the HR system had set it.
     */
    private Map<String, @Nullable Object> shape(CompanyPerson person) {
        boolean left = person.status() == GoogleAccountStatus.ARCHIVED;
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
