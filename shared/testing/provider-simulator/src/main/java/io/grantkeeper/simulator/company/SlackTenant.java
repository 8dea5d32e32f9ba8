package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The company's Slack organization with its workspaces. Its members are the company's people and are not
 * stored here a second time.
 */
public final class SlackTenant {

    /**
     * A workspace.
     *
     * @param departments the departments whose people are members; empty for everyone
     */
    public record Workspace(String id, String name, String domain, Set<String> departments) {}

    /**
     * An administrator's decision to approve or restrict an app.
     *
     * @param place the id of the workspace or organization to which the decision applies
     */
    public record Resolution(String place, SlackApp app, String byUser, Instant at) {
        String key() {
            return place + '/' + app.id();
        }
    }

    public record Request(String id, String workspace, SlackApp app, CompanyPerson by, String message, Instant at) {}

    /**
     * A bot user.
     *
     * @param named whether the bot's profile names the app; the profile of a legacy bot does not
     */
    public record Bot(
            String userId, String botId, String workspace, String name, Optional<String> appId, boolean named) {}

    public record Workflow(
            String id, String workspace, String title, String appId, boolean published, String byUser, Instant at) {}

    /**
     * A row of a workspace's integration log.
     *
     * @param app empty for a legacy integration, which predates Slack apps and has a number and a type instead
     */
    public record IntegrationEntry(
            String workspace,
            Instant time,
            String userId,
            String userName,
            Optional<SlackApp> app,
            long serviceId,
            String serviceType,
            String change,
            List<String> scopes) {}

    /**
     * A row of the audit log.
     *
     * @param visibleAt when the log first shows the row
     * @param place the id of the workspace or organization that the row is about
     */
    public record AuditEntry(
            String id,
            Instant time,
            Instant visibleAt,
            String action,
            String actorUser,
            String place,
            Optional<SlackApp> app,
            Optional<String> user,
            Optional<String> workflow,
            Map<String, Object> details) {}

    /** An activity of an app on Slack's own platform. */
    public record Activity(Instant time, String appId, String eventType, String userId, Optional<String> tool) {}

    /**
     * An event that has not been delivered yet.
     *
     * @param event the payload's {@code event} member
     */
    public record Event(String id, Instant time, String workspace, Map<String, Object> event) {}

    private final String organization;
    private final String name;
    private final SimulatedTable<String, Workspace> workspaces = new SimulatedTable<>(Workspace::id);
    private final SimulatedTable<String, Resolution> approved = new SimulatedTable<>(Resolution::key);
    private final SimulatedTable<String, Resolution> restricted = new SimulatedTable<>(Resolution::key);
    private final SimulatedTable<String, Request> requests = new SimulatedTable<>(Request::id);
    private final SimulatedTable<String, Bot> bots = new SimulatedTable<>(bot -> bot.workspace() + '/' + bot.userId());
    private final SimulatedTable<String, Workflow> workflows = new SimulatedTable<>(Workflow::id);
    private final List<IntegrationEntry> integrationLog = new CopyOnWriteArrayList<>();
    private final List<AuditEntry> auditLog = new CopyOnWriteArrayList<>();
    private final List<Activity> activities = new CopyOnWriteArrayList<>();
    private final List<Event> events = new ArrayList<>();

    SlackTenant(String organization, String name) {
        this.organization = organization;
        this.name = name;
    }

    public String organization() {
        return organization;
    }

    public String name() {
        return name;
    }

    public SimulatedTable<String, Workspace> workspaces() {
        return workspaces;
    }

    public SimulatedTable<String, Resolution> approved() {
        return approved;
    }

    public SimulatedTable<String, Resolution> restricted() {
        return restricted;
    }

    public SimulatedTable<String, Request> requests() {
        return requests;
    }

    public SimulatedTable<String, Bot> bots() {
        return bots;
    }

    public SimulatedTable<String, Workflow> workflows() {
        return workflows;
    }

    public List<Activity> activities() {
        return activities;
    }

    /** Returns the workspace's integration log, newest row first. */
    public List<IntegrationEntry> integrationLog(String workspace) {
        return integrationLog.stream()
                .filter(row -> row.workspace().equals(workspace))
                .sorted(Comparator.comparing(IntegrationEntry::time).reversed())
                .toList();
    }

    /** Returns the rows that the audit log shows at this time, newest first. */
    public List<AuditEntry> auditLog(Instant now) {
        return auditLog.stream()
                .filter(row -> !row.visibleAt().isAfter(now))
                .sorted(Comparator.comparing(AuditEntry::time)
                        .thenComparing(AuditEntry::id)
                        .reversed())
                .toList();
    }

    void record(IntegrationEntry row) {
        integrationLog.add(row);
    }

    void record(AuditEntry row) {
        auditLog.add(row);
    }

    void record(Activity activity) {
        activities.add(activity);
    }

    synchronized void happened(Event event) {
        events.add(event);
    }

    /** Removes and returns the events that have not been delivered yet. */
    public synchronized List<Event> takeEvents() {
        List<Event> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    /** Returns a person's user id, which is the same in every workspace of the organization. */
    public static String userId(CompanyPerson person) {
        return "U" + code(person.id());
    }

    /**
     * Returns a code of nine letters and digits that is derived from the text. The same text always gives the same
     * code.
     */
    static String code(String text) {
        long mixed = Math.floorMod(text.hashCode() * 0x9E3779B97F4A7C15L, 101_559_956_668_416L); // 36 to the 9th power
        return "%9s"
                .formatted(Long.toString(mixed, 36).toUpperCase(Locale.ROOT))
                .replace(' ', '0');
    }

    public boolean isMember(CompanyPerson person, Workspace workspace) {
        return workspace.departments().isEmpty() || workspace.departments().contains(person.department());
    }
}
