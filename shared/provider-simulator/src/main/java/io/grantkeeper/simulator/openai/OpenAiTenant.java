package io.grantkeeper.simulator.openai;

import io.grantkeeper.simulator.company.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The company's OpenAI organisation. */
public final class OpenAiTenant {
    /** @param archived empty while it is in use */
    public record Project(String id, String name, Instant created, Optional<Instant> archived) {}

    /** @param account whether it is a service account, which OpenAI lists among people too */
    public record User(String id, String name, String email, String role, Instant added, boolean account) {}

    public record ServiceAccount(String id, String project, String name, String role, Instant created) {}

    /**
     * A key of a project, or an admin key where there is no project.
     *
     * @param owner id of a user or of a service account
     * @param ending the last characters of its text
     * @param ownerHasAccess whether the owner is still in the project
     */
    public record ApiKey(
            String id,
            String name,
            Optional<String> project,
            String owner,
            String ending,
            Instant created,
            Optional<Instant> lastUsed,
            Optional<Instant> expires,
            boolean ownerHasAccess) {}

    public record Invite(String id, String email, String role, String status, Instant sent, Instant expires) {}

    public record Certificate(
            String id, String name, boolean active, Instant created, Instant validFrom, Instant expires) {
        Certificate with(boolean nowActive) {
            return new Certificate(id, name, nowActive, created, validFrom, expires);
        }
    }

    /**
     * @param shown when it can first be read
     * @param actor a user's id
     * @param what the member that is named as the type
     */
    public record AuditRow(
            String id,
            String type,
            Instant at,
            Instant shown,
            String actor,
            Optional<String> project,
            Map<String, Object> what) {
        public AuditRow {
            what = Map.copyOf(what);
        }
    }

    /** Calls of one kind that one key made at one time. */
    public record Use(String key, String kind, Instant at, int calls) {}

    private final Table<String, Project> projects = new Table<>(Project::id);
    private final Table<String, User> users = new Table<>(User::id);
    private final Table<String, ServiceAccount> serviceAccounts = new Table<>(ServiceAccount::id);
    private final Table<String, ApiKey> keys = new Table<>(ApiKey::id);
    private final Table<String, Invite> invites = new Table<>(Invite::id);
    private final Table<String, Certificate> certificates = new Table<>(Certificate::id);
    private final Table<String, AuditRow> auditLog = new Table<>(AuditRow::id);
    private final List<Use> uses = new ArrayList<>();

    public Table<String, Project> projects() {
        return projects;
    }

    public Table<String, User> users() {
        return users;
    }

    public Table<String, ServiceAccount> serviceAccounts() {
        return serviceAccounts;
    }

    /** Keys of projects and admin keys. */
    public Table<String, ApiKey> keys() {
        return keys;
    }

    public Table<String, Invite> invites() {
        return invites;
    }

    public Table<String, Certificate> certificates() {
        return certificates;
    }

    public Table<String, AuditRow> auditLog() {
        return auditLog;
    }

    public synchronized void use(Use use) {
        uses.add(use);
    }

    public synchronized List<Use> uses() {
        return List.copyOf(uses);
    }

    /** What the log shows at this time, newest first. */
    List<AuditRow> auditLogAt(Instant now) {
        return auditLog.all().stream()
                .filter(row -> !row.shown().isAfter(now))
                .sorted(Comparator.comparing(AuditRow::at)
                        .thenComparing(AuditRow::id)
                        .reversed())
                .toList();
    }
}
