package io.grantkeeper.connector.activity;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Derives what an operation does from the words in its name, for the hundreds of event names that no table lists.
 * Vendors add event names without notice, but the words in them are stable: {@code repo.download_zip},
 * {@code system.api_token.create}, {@code CHANGE_TWO_STEP_VERIFICATION_ENFORCEMENT}.
 */
public final class OperationNameClassifier {
    private static final int MOST_NAMES = 20_000;
    private static final Map<String, OperationNameClassifier> CACHE = new ConcurrentHashMap<>();

    private static final Set<String> OFF = Set.of(
            "disable",
            "disabled",
            "deactivate",
            "deactivated",
            "delete",
            "deleted",
            "destroy",
            "destroyed",
            "remove",
            "removed",
            "off",
            "stop",
            "stopped",
            "suspend",
            "bypass",
            "bypassed",
            "unenforce",
            "weaken",
            "weakened",
            "disallow",
            "paused",
            "archived",
            "revoke",
            "revoked");
    private static final Set<String> ADD = Set.of(
            "create",
            "created",
            "add",
            "added",
            "generate",
            "generated",
            "new",
            "mint",
            "minted",
            "issue",
            "issued",
            "regenerate",
            "regenerated",
            "rollover",
            "rotate",
            "rotated",
            "activate",
            "upload",
            "uploaded",
            "grant",
            "granted",
            "install",
            "installed",
            "approve",
            "approved",
            "authorize",
            "authorized",
            "assign",
            "assigned");
    private static final Set<String> READ = Set.of(
            "read",
            "view",
            "viewed",
            "get",
            "list",
            "download",
            "downloaded",
            "clone",
            "fetch",
            "export",
            "exported",
            "search",
            "searched",
            "query",
            "queried",
            "access",
            "accessed",
            "preview",
            "print",
            "opened",
            "retrieved",
            "pull",
            "copy",
            "copied",
            "exports",
            "report");
    private static final Set<String> CREDENTIAL = Set.of(
            "token",
            "tokens",
            "key",
            "keys",
            "secret",
            "secrets",
            "credential",
            "credentials",
            "certificate",
            "certificates",
            "password",
            "jwk",
            "pat");
    private static final Set<String> LOGGING =
            Set.of("audit", "log", "logs", "logging", "streaming", "siem", "telemetry", "diagnostic", "diagnostics");
    private static final Set<String> PROTECTION = Set.of(
            "mfa",
            "2fa",
            "2sv",
            "sso",
            "saml",
            "firewall",
            "allowlist",
            "whitelist",
            "protection",
            "protected",
            "scanning",
            "security",
            "policy",
            "authenticator",
            "zone",
            "ruleset",
            "conditional",
            "enforcement",
            "dlp",
            "factor",
            "vulnerability",
            "dependabot",
            "restriction",
            "restrictions",
            "threat",
            "strong",
            "verification");

    /**
     * The resource classes, keyed by word. If several words of a name have a class, the first of them determines the
     * class of the name.
     */
    private static final Map<String, String> RESOURCES = Map.ofEntries(
            Map.entry("mail", "mail"),
            Map.entry("email", "mail"),
            Map.entry("gmail", "mail"),
            Map.entry("message", "chat"),
            Map.entry("messages", "chat"),
            Map.entry("chat", "chat"),
            Map.entry("channel", "chat"),
            Map.entry("calendar", "calendar"),
            Map.entry("event", "calendar"),
            Map.entry("contacts", "contacts"),
            Map.entry("people", "contacts"),
            Map.entry("drive", "files"),
            Map.entry("file", "files"),
            Map.entry("files", "files"),
            Map.entry("document", "files"),
            Map.entry("docs", "documents"),
            Map.entry("sheets", "documents"),
            Map.entry("repo", "code"),
            Map.entry("repository", "code"),
            Map.entry("git", "code"),
            Map.entry("pull", "code"),
            Map.entry("branch", "code"),
            Map.entry("workflow", "workflows"),
            Map.entry("workflows", "workflows"),
            Map.entry("packages", "packages"),
            Map.entry("vault", "secrets"),
            Map.entry("secret", "secrets"),
            Map.entry("user", "directory"),
            Map.entry("users", "directory"),
            Map.entry("group", "directory"),
            Map.entry("groups", "directory"),
            Map.entry("member", "directory"),
            Map.entry("org", "directory"),
            Map.entry("admin", "identity-administration"),
            Map.entry("role", "identity-administration"),
            Map.entry("privilege", "identity-administration"),
            Map.entry("consent", "identity-administration"),
            Map.entry("policy", "policy"),
            Map.entry("audit", "audit"),
            Map.entry("security", "security"),
            Map.entry("app", "apps"),
            Map.entry("application", "apps"),
            Map.entry("integration", "apps"),
            Map.entry("hook", "apps"),
            Map.entry("bigquery", "data-warehouse"),
            Map.entry("crm", "crm"),
            Map.entry("ticket", "tickets"),
            Map.entry("project", "ai-models"),
            Map.entry("workspace", "settings"),
            Map.entry("claude", "ai-models"));

    private final Set<String> words;
    private final ActivityClass activityClass;

    private OperationNameClassifier(String name) {
        this.words = split(name);
        this.activityClass = classOf();
    }

    /** Returns a classifier for an operation's name. */
    public static OperationNameClassifier of(String name) {
        OperationNameClassifier known = CACHE.get(name);
        if (known == null) {
            known = new OperationNameClassifier(name);
            if (CACHE.size() < MOST_NAMES) {
                CACHE.put(name, known);
            }
        }
        return known;
    }

    public ActivityClass activityClass() {
        return activityClass;
    }

    public boolean has(String word) {
        return words.contains(word);
    }

    /** Returns whether the name indicates that a credential was created. */
    public boolean addsCredential() {
        return hasAny(CREDENTIAL) && hasAny(ADD);
    }

    /** Returns whether the name indicates that a credential was removed. */
    public boolean removesCredential() {
        return hasAny(CREDENTIAL) && hasAny(OFF);
    }

    /**
     * Returns the effect if the operation's name indicates that it disables logging or weakens a protection; otherwise,
     * returns empty.
     */
    public Optional<ActivityEffect> weakening(String name) {
        if (!hasAny(OFF)) {
            return Optional.empty();
        }
        if (hasAny(LOGGING) && !hasAny(Set.of("in", "login", "logout"))) {
            return Optional.of(new ActivityEffect.LoggingDisabled(name));
        }
        boolean protection = hasAny(PROTECTION) || (has("allow") && has("list"));
        return protection ? Optional.of(new ActivityEffect.ProtectionWeakened(name)) : Optional.empty();
    }

    private boolean hasAny(Set<String> some) {
        for (String word : words) {
            if (some.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private ActivityClass classOf() {
        String action = action();
        if (!action.equals("read") && isAboutAccess()) {
            return new ActivityClass("identity-administration", action.equals("run") ? "write" : action);
        }
        if (hasAny(CREDENTIAL) && !action.equals("read") && (hasAny(ADD) || hasAny(OFF))) {
            return new ActivityClass("identity-administration", action);
        }
        for (String word : words) {
            String resource = RESOURCES.get(word);
            if (resource != null) {
                return new ActivityClass(resource, action);
            }
        }
        return action.equals("run") ? ActivityClass.OTHER : new ActivityClass("other", action);
    }

    /** Returns whether the name is about authentication, or about membership in a repository or team. */
    private boolean isAboutAccess() {
        return hasAny(Set.of("mfa", "factor", "factors", "collaborator", "impersonate", "impersonation", "delegate"))
                || (hasAny(Set.of("reset", "unlock")) && hasAny(Set.of("password", "account", "session")))
                || (has("member") && has("repo"));
    }

    private String action() {
        if (hasAny(Set.of("share", "shared", "sharing", "publicize", "invite", "invited"))) {
            return "share";
        }
        if (hasAny(OFF)) {
            return "delete";
        }
        if (hasAny(READ)) {
            return "read";
        }
        if (hasAny(Set.of("send", "sent", "post", "posted"))) {
            return "send";
        }
        if (hasAny(ADD)) {
            return "create";
        }
        if (hasAny(Set.of(
                "update",
                "updated",
                "change",
                "changed",
                "reset",
                "unlock",
                "activate",
                "enable",
                "edit",
                "push",
                "set",
                "write",
                "merge",
                "rename",
                "move"))) {
            return "write";
        }
        return "run";
    }

    private static Set<String> split(String name) {
        Set<String> words = new LinkedHashSet<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean hump = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            if (hump || !Character.isLetterOrDigit(c)) {
                add(words, word);
            }
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            }
        }
        add(words, word);
        return words;
    }

    private static void add(Set<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }

    /**
     * Returns the weight of a permission, scope or role, based on the words in its name. Words that indicate full
     * control have the highest weight.
     */
    public static ActivityEffect.Weight weightOf(String access) {
        String lower = access.toLowerCase(Locale.ROOT);
        for (String heavy : HEAVY) {
            if (lower.contains(heavy)) {
                return ActivityEffect.Weight.HIGH;
            }
        }
        for (String medium : NOTABLE) {
            if (lower.contains(medium)) {
                return ActivityEffect.Weight.MEDIUM;
            }
        }
        return ActivityEffect.Weight.LOW;
    }

    /** Access with which an identity can give itself or others any other access. */
    private static final List<String> HEAVY = List.of(
            "rolemanagement.readwrite",
            "approleassignment.readwrite",
            "application.readwrite.all",
            "directory.readwrite.all",
            "full_access_as_app",
            "global administrator",
            "company administrator",
            "privileged role",
            "privileged authentication",
            "application administrator",
            "super_admin",
            "super admin",
            "super_org",
            "superadmin",
            "org_admin",
            "_seed_admin",
            "okta.roles.manage",
            "okta.apps.manage",
            "okta.users.manage",
            "okta.policies.manage",
            "admin:org",
            "admin:enterprise",
            "organization_administration",
            "site_admin",
            "owner",
            "admin.directory.user",
            "admin.directory.rolemanagement");

    private static final List<String> NOTABLE = List.of(
            "admin",
            "administrator",
            "manage",
            "https://mail.google.com",
            "cloud-platform",
            "fullcontrol",
            "mail.read",
            "mail.send",
            "gmail",
            "auth/drive",
            "files.read.all",
            "sites.read.all",
            "readwrite",
            "repo",
            "write:",
            "channels:history",
            "groups:history",
            "im:history",
            "files:read",
            "users:read.email",
            "write");
}
