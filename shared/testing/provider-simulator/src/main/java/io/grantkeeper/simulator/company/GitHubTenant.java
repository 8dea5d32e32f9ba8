package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The state of the company's GitHub organization, from members and tokens to the audit log. */
public final class GitHubTenant {

    /** The position of a row in the audit log. Positions are ordered oldest first. */
    public record AuditPosition(Instant time, long sequence) implements Comparable<AuditPosition> {
        @Override
        public int compareTo(AuditPosition other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private final GitHubAccount organization;
    private final SimulatedTable<String, GitHubAccount> members = new SimulatedTable<>(GitHubAccount::login);
    private final SimulatedTable<String, GitHubAccount> owners = new SimulatedTable<>(GitHubAccount::login);
    private final SimulatedTable<String, GitHubAccount> outsideCollaborators =
            new SimulatedTable<>(GitHubAccount::login);
    private final SimulatedTable<Long, GitHubInstallation> installations = new SimulatedTable<>(GitHubInstallation::id);
    private final SimulatedTable<Long, PersonalAccessToken> tokens = new SimulatedTable<>(PersonalAccessToken::id);
    private final SimulatedTable<Long, TokenRequest> tokenRequests = new SimulatedTable<>(TokenRequest::id);
    private final SimulatedTable<Long, CredentialAuthorization> credentials =
            new SimulatedTable<>(CredentialAuthorization::id);
    private final SimulatedTable<Long, GitHubRepository> repositories = new SimulatedTable<>(GitHubRepository::id);
    private final SimulatedTable<Long, SimulatedDeployKey> deployKeys = new SimulatedTable<>(SimulatedDeployKey::id);
    private final SimulatedTable<Long, OrganizationHook> hooks = new SimulatedTable<>(OrganizationHook::id);
    private final SimulatedTable<String, CopilotSeat> seats =
            new SimulatedTable<>(seat -> seat.assignee().login());
    private final SimulatedTable<Long, OrganizationRole> roles = new SimulatedTable<>(OrganizationRole::id);
    private volatile List<String> claimKeys = List.of();
    private final SimulatedTable<Long, GitHubRepositoryWorkflowAccess> actions =
            new SimulatedTable<>(GitHubRepositoryWorkflowAccess::repositoryId);
    private final SimulatedTable<String, OrganizationSecret> secrets = new SimulatedTable<>(OrganizationSecret::key);
    private final SimulatedTable<String, GitHubApiUsage> usage = new SimulatedTable<>(GitHubApiUsage::key);
    private final NavigableMap<AuditPosition, GitHubAuditEntry> auditLog = new ConcurrentSkipListMap<>();
    private volatile CodingAgentPolicy codingAgent = new CodingAgentPolicy("none", List.of());

    private volatile long ownAppId = -1;

    GitHubTenant(GitHubAccount organization) {
        this.organization = organization;
    }

    public GitHubAccount organization() {
        return organization;
    }

    /** Returns all members, including owners. */
    public SimulatedTable<String, GitHubAccount> members() {
        return members;
    }

    public SimulatedTable<String, GitHubAccount> owners() {
        return owners;
    }

    public SimulatedTable<String, GitHubAccount> outsideCollaborators() {
        return outsideCollaborators;
    }

    public SimulatedTable<Long, GitHubInstallation> installations() {
        return installations;
    }

    public SimulatedTable<Long, PersonalAccessToken> tokens() {
        return tokens;
    }

    public SimulatedTable<Long, TokenRequest> tokenRequests() {
        return tokenRequests;
    }

    public SimulatedTable<Long, CredentialAuthorization> credentials() {
        return credentials;
    }

    public SimulatedTable<Long, GitHubRepository> repositories() {
        return repositories;
    }

    public SimulatedTable<Long, SimulatedDeployKey> deployKeys() {
        return deployKeys;
    }

    public SimulatedTable<Long, OrganizationHook> hooks() {
        return hooks;
    }

    public SimulatedTable<String, CopilotSeat> seats() {
        return seats;
    }

    public SimulatedTable<Long, OrganizationRole> roles() {
        return roles;
    }

    public SimulatedTable<Long, GitHubRepositoryWorkflowAccess> actions() {
        return actions;
    }

    /** Returns the claims of the organization's template for OIDC subjects. */
    public List<String> claimKeys() {
        return claimKeys;
    }

    public void setClaimKeys(List<String> keys) {
        claimKeys = List.copyOf(keys);
    }

    /**
     * Returns the secrets that the workflows of a repository can use, and the rules that decide who can change the
     * workflows.
     */
    public GitHubRepositoryWorkflowAccess actionsOf(GitHubRepository repository) {
        return actions.find(repository.id()).orElseGet(() -> GitHubRepositoryWorkflowAccess.none(repository.id()));
    }

    public SimulatedTable<String, OrganizationSecret> secrets() {
        return secrets;
    }

    /** Returns the API usage, keyed by subject type and id. */
    public SimulatedTable<String, GitHubApiUsage> usage() {
        return usage;
    }

    /** Returns the id of the app whose webhook receives this organization's events, or -1 if there is no such app. */
    public long ownAppId() {
        return ownAppId;
    }

    public void setOwnAppId(long appId) {
        ownAppId = appId;
    }

    public CodingAgentPolicy codingAgent() {
        return codingAgent;
    }

    public void setCodingAgent(CodingAgentPolicy policy) {
        codingAgent = policy;
    }

    public NavigableMap<AuditPosition, GitHubAuditEntry> auditLog() {
        return auditLog;
    }

    public void record(GitHubAuditEntry entry) {
        auditLog.put(new AuditPosition(entry.time(), entry.sequence()), entry);
    }
}
