package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.github.GitHubRoute.delete;
import static io.grantkeeper.simulator.github.GitHubRoute.get;
import static io.grantkeeper.simulator.github.GitHubRoute.post;
import static io.grantkeeper.simulator.github.RouteRequirements.installation;
import static io.grantkeeper.simulator.github.RouteRequirements.owner;

import io.grantkeeper.simulator.company.GitHubRepository;
import io.grantkeeper.simulator.company.PersonalAccessToken;
import io.grantkeeper.simulator.company.TokenRequest;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The routes for people's credentials: fine-grained tokens, token requests, and credentials authorized for
 * single sign-on.
 */
final class GitHubTokenRoutes {

    private static final String TOKENS = "organization_personal_access_tokens";
    private static final String REQUESTS = "organization_personal_access_token_requests";
    /** The maximum number of ids that GitHub accepts in a bulk call. */
    private static final int MAX_BULK = 100;

    private GitHubTokenRoutes() {}

    static List<GitHubRoute> all() {
        return List.of(
                get("/orgs/{org}/personal-access-tokens", installation(TOKENS, "read"), GitHubTokenRoutes::tokens),
                get(
                        "/orgs/{org}/personal-access-tokens/{pat_id}/repositories",
                        installation(TOKENS, "read"),
                        call -> repositories(call, call.tenant().tokens().find(call.id("pat_id")))),
                post(
                        "/orgs/{org}/personal-access-tokens/{pat_id}",
                        installation(TOKENS, "write"),
                        GitHubTokenRoutes::revoke),
                post(
                        "/orgs/{org}/personal-access-tokens",
                        installation(TOKENS, "write"),
                        GitHubTokenRoutes::revokeMany),
                get(
                        "/orgs/{org}/personal-access-token-requests",
                        installation(REQUESTS, "read"),
                        GitHubTokenRoutes::requests),
                get(
                        "/orgs/{org}/personal-access-token-requests/{pat_request_id}/repositories",
                        installation(REQUESTS, "read"),
                        call -> repositories(
                                call,
                                call.tenant()
                                        .tokenRequests()
                                        .find(call.id("pat_request_id"))
                                        .map(TokenRequest::token))),
                post(
                        "/orgs/{org}/personal-access-token-requests/{pat_request_id}",
                        installation(REQUESTS, "write"),
                        GitHubTokenRoutes::review),
                post(
                        "/orgs/{org}/personal-access-token-requests",
                        installation(REQUESTS, "write"),
                        GitHubTokenRoutes::reviewMany),
                get(
                        "/orgs/{org}/credential-authorizations",
                        owner("read:org", RouteRequirements.Feature.SINGLE_SIGN_ON),
                        GitHubTokenRoutes::credentials),
                delete(
                        "/orgs/{org}/credential-authorizations/{credential_id}",
                        owner("admin:org", RouteRequirements.Feature.SINGLE_SIGN_ON),
                        call -> GitHubOrganizationRoutes.deleted(call.company()
                                .onGitHub()
                                .revokeCredential(
                                        call.id("credential_id"), call.caller().actor(), call.now()))));
    }

    private static SimulatorResponse tokens(GitHubCall call) {
        List<PersonalAccessToken> rows = call.tenant().tokens().all().reversed().stream()
                .filter(token -> matchesFilters(call, token))
                .toList();
        return GitHubPages.list(call, rows, call.shapes()::token);
    }

    private static SimulatorResponse requests(GitHubCall call) {
        List<TokenRequest> rows = call.tenant().tokenRequests().all().reversed().stream()
                .filter(request -> matchesFilters(call, request.token()))
                .toList();
        return GitHubPages.list(call, rows, call.shapes()::tokenRequest);
    }

    /**
     * Returns whether a token matches GitHub's filters for owner, token id and last use. If a filter limits the last
     * use, it excludes tokens that were never used.
     */
    private static boolean matchesFilters(GitHubCall call, PersonalAccessToken token) {
        var request = call.request();
        Optional<String> owner = request.parameter("owner[]").or(() -> request.parameter("owner"));
        Optional<String> tokenId = request.parameter("token_id[]").or(() -> request.parameter("token_id"));
        Optional<Instant> before = request.parameter("last_used_before").flatMap(GitHubTokenRoutes::instant);
        Optional<Instant> after = request.parameter("last_used_after").flatMap(GitHubTokenRoutes::instant);
        return owner.map(login -> login.equals(token.owner().login())).orElse(true)
                && tokenId.map(id -> id.equals(Long.toString(token.tokenId()))).orElse(true)
                && before.map(bound -> token.lastUsedAt().filter(bound::isAfter).isPresent())
                        .orElse(true)
                && after.map(bound -> token.lastUsedAt().filter(bound::isBefore).isPresent())
                        .orElse(true);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static SimulatorResponse repositories(GitHubCall call, Optional<PersonalAccessToken> token) {
        if (token.isEmpty()) {
            return GitHubErrorResponses.notFound();
        }
        List<GitHubRepository> rows =
                switch (token.get().repositorySelection()) {
                    case "all" -> call.tenant().repositories().all();
                    case "subset" ->
                        token.get().repositoryIds().stream()
                                .flatMap(id -> call.tenant().repositories().find(id).stream())
                                .toList();
                    default -> List.of();
                };
        return GitHubPages.list(call, rows, repository -> GitHubRepositoryJson.of(call.shapes(), repository));
    }

    private static SimulatorResponse revoke(GitHubCall call) {
        if (!action(call).equals("revoke")) {
            return GitHubErrorResponses.invalid("Invalid action. Only 'revoke' is supported.");
        }
        return GitHubOrganizationRoutes.deleted(call.company()
                .onGitHub()
                .revokeToken(call.id("pat_id"), call.caller().actor(), call.now()));
    }

    /**
     * Revokes several tokens and ignores unknown ids. The status is 202, because GitHub responds before it has revoked
     * the tokens.
     */
    private static SimulatorResponse revokeMany(GitHubCall call) {
        JsonNode ids = call.body().path("pat_ids");
        if (!action(call).equals("revoke") || !ids.isArray() || ids.isEmpty() || ids.size() > MAX_BULK) {
            return GitHubErrorResponses.invalid("Validation Failed");
        }
        for (JsonNode id : ids) {
            call.company().onGitHub().revokeToken(id.asLong(-1), call.caller().actor(), call.now());
        }
        return SimulatorResponse.json(202, SimulatorJson.object());
    }

    private static SimulatorResponse review(GitHubCall call) {
        String action = action(call);
        if (!action.equals("approve") && !action.equals("deny")) {
            return GitHubErrorResponses.invalid("Validation Failed");
        }
        return GitHubOrganizationRoutes.deleted(call.company()
                .onGitHub()
                .review(
                        call.id("pat_request_id"),
                        action.equals("approve"),
                        call.caller().actor(),
                        call.now()));
    }

    private static SimulatorResponse reviewMany(GitHubCall call) {
        String action = action(call);
        JsonNode ids = call.body().path("pat_request_ids");
        if (!(action.equals("approve") || action.equals("deny")) || !ids.isArray() || ids.size() > MAX_BULK) {
            return GitHubErrorResponses.invalid("Validation Failed");
        }
        for (JsonNode id : ids) {
            call.company()
                    .onGitHub()
                    .review(
                            id.asLong(-1),
                            action.equals("approve"),
                            call.caller().actor(),
                            call.now());
        }
        return SimulatorResponse.json(202, SimulatorJson.object());
    }

    private static SimulatorResponse credentials(GitHubCall call) {
        Optional<String> login = call.request().parameter("login");
        return GitHubPages.list(
                call,
                call.tenant().credentials().all().stream()
                        .filter(credential ->
                                login.map(credential.login()::equals).orElse(true))
                        .toList(),
                call.shapes()::credential);
    }

    private static String action(GitHubCall call) {
        return call.body().path("action").asString("");
    }
}
