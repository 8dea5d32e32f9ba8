package io.grantkeeper.connectors.slack;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slack's error codes, grouped by their meaning for the connector. The codes come from the reference pages of the
 * methods. Any other code is unknown.
 */
enum SlackErrorCode {
    TOKEN("invalid_auth not_authed account_inactive token_revoked token_expired invalid_token"
            + " invalid_refresh_token bad_client_secret invalid_client_id two_factor_setup_required"),
    PERMISSION("missing_scope not_allowed_token_type no_permission not_an_admin not_an_owner not_authorized not_allowed"
            + " access_denied user_is_restricted ekm_access_denied team_access_not_granted"
            + " app_management_app_not_installed_on_org restricted_action"),
    PLAN("feature_not_enabled paid_only not_an_enterprise enterprise_is_restricted"
            + " invalid_workspace team_not_authorized over_pagination_limit team_not_eligible"),
    TOO_FAST("ratelimited rate_limited"),
    TROUBLE("internal_error fatal_error service_unavailable request_timeout team_added_to_org org_login_required"),
    GONE(
            "user_not_found users_not_found user_not_visible bot_not_found team_not_found enterprise_not_found app_not_found"
                    + " app_not_installed invalid_app_id invalid_request_id request_already_resolved"),
    NETWORK("accesslimited"),
    ADDRESS("unknown_method method_deprecated deprecated_endpoint");

    private static final Map<String, SlackErrorCode> BY_CODE = new HashMap<>();

    static {
        for (SlackErrorCode meaning : values()) {
            for (String code : meaning.codes.split(" ", -1)) {
                BY_CODE.put(code, meaning);
            }
        }
    }

    private final String codes;

    SlackErrorCode(String codes) {
        this.codes = codes;
    }

    /** Returns the meaning, or empty for an unknown code. */
    static Optional<SlackErrorCode> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
