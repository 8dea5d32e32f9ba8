package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The company's GitHub organisation. */
public final class GitHubTenant {

    /** Where a row stands in the audit log, oldest first. */
    public record AuditPosition(Instant time, long sequence) implements Comparable<AuditPosition> {
        @Override
        public int compareTo(AuditPosition other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private final GitHubAccount organization;
    private final Table<String, GitHubAccount> members = new Table<>(GitHubAccount::login);
    private final Table<String, GitHubAccount> owners = new Table<>(GitHubAccount::login);
    private final Table<String, GitHubAccount> outsideCollaborators = new Table<>(GitHubAccount::login);
    private final Table<Long, Installation> installations = new Table<>(Installation::id);
    private final Table<Long, PersonalAccessToken> tokens = new Table<>(PersonalAccessToken::id);
    private final Table<Long, TokenRequest> tokenRequests = new Table<>(TokenRequest::id);
    private final Table<Long, CredentialAuthorization> credentials = new Table<>(CredentialAuthorization::id);
    private final Table<Long, Repository> repositories = new Table<>(Repository::id);
    private final Table<Long, DeployKey> deployKeys = new Table<>(DeployKey::id);
    private final Table<Long, OrganizationHook> hooks = new Table<>(OrganizationHook::id);
    private final Table<String, CopilotSeat> seats =
            new Table<>(seat -> seat.assignee().login());
    private final Table<String, OrganizationSecret> secrets = new Table<>(OrganizationSecret::key);
    private final Table<String, ApiUsage> usage = new Table<>(ApiUsage::key);
    private final NavigableMap<AuditPosition, AuditEntry> auditLog = new ConcurrentSkipListMap<>();
    private volatile CodingAgentPolicy codingAgent = new CodingAgentPolicy("none", List.of());

    private volatile long ownAppId = -1;

    GitHubTenant(GitHubAccount organization) {
        this.organization = organization;
    }

    public GitHubAccount organization() {
        return organization;
    }

    /** Members, owners among them. */
    public Table<String, GitHubAccount> members() {
        return members;
    }

    public Table<String, GitHubAccount> owners() {
        return owners;
    }

    public Table<String, GitHubAccount> outsideCollaborators() {
        return outsideCollaborators;
    }

    public Table<Long, Installation> installations() {
        return installations;
    }

    public Table<Long, PersonalAccessToken> tokens() {
        return tokens;
    }

    public Table<Long, TokenRequest> tokenRequests() {
        return tokenRequests;
    }

    public Table<Long, CredentialAuthorization> credentials() {
        return credentials;
    }

    public Table<Long, Repository> repositories() {
        return repositories;
    }

    public Table<Long, DeployKey> deployKeys() {
        return deployKeys;
    }

    public Table<Long, OrganizationHook> hooks() {
        return hooks;
    }

    public Table<String, CopilotSeat> seats() {
        return seats;
    }

    public Table<String, OrganizationSecret> secrets() {
        return secrets;
    }

    /** By subject type and id. */
    public Table<String, ApiUsage> usage() {
        return usage;
    }

    /** The app whose webhook hears of this organisation; -1 while there is none. */
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

    public NavigableMap<AuditPosition, AuditEntry> auditLog() {
        return auditLog;
    }

    public void record(AuditEntry entry) {
        auditLog.put(new AuditPosition(entry.time(), entry.sequence()), entry);
    }
}
