package io.grantkeeper.simulator.google;

import java.util.List;
import java.util.Set;

/**
 * The OAuth scopes that the operations of the Google double accept. An operation that lists several scopes accepts any
 * one of them.
 */
public final class GoogleDoubleScopes {

    private static final String AUTH = "https://www.googleapis.com/auth/";

    public static final String USERS_READ = AUTH + "admin.directory.user.readonly";
    public static final String USERS = AUTH + "admin.directory.user";
    public static final String USER_SECURITY = AUTH + "admin.directory.user.security";
    public static final String REPORTS = AUTH + "admin.reports.audit.readonly";
    public static final String ALERTS = AUTH + "apps.alerts";
    public static final String CLOUD_PLATFORM = AUTH + "cloud-platform";
    public static final String CLOUD_PLATFORM_READ = AUTH + "cloud-platform.read-only";

    /** All scopes that a full inventory and every revocation need. */
    public static final Set<String> FULL = Set.of(USERS_READ, USER_SECURITY, REPORTS, ALERTS, CLOUD_PLATFORM_READ);

    static final List<String> TO_READ_USERS = List.of(USERS_READ, USERS);
    static final List<String> TO_CHANGE_USERS = List.of(USERS);
    static final List<String> FOR_SECURITY = List.of(USER_SECURITY);
    static final List<String> FOR_REPORTS = List.of(REPORTS);
    static final List<String> FOR_ALERTS = List.of(ALERTS);
    static final List<String> FOR_IAM = List.of(CLOUD_PLATFORM_READ, CLOUD_PLATFORM);
    static final List<String> TO_CHANGE_IAM = List.of(CLOUD_PLATFORM);
    static final List<String> ANY = List.of();

    private GoogleDoubleScopes() {}
}
