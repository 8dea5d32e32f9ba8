package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.company.PersonalAccessToken;
import io.grantkeeper.simulator.company.Repository;
import io.grantkeeper.simulator.company.TokenRequest;
import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Tokens of people: fine-grained ones, requests for them, and credentials authorised for single sign-on. */
final class TokenRoutes {

    private static final String TOKENS = "organization_personal_access_tokens";
    private static final String REQUESTS = "organization_personal_access_token_requests";
    /** GitHub takes at most this many ids in one bulk call. */
    private static final int LARGEST_BULK = 100;

    private TokenRoutes() {}

    static List<GitHubRoute> all() {
        return List.of(
                get("/orgs/{org}/personal-access-tokens", Needs.installation(TOKENS, "read"), TokenRoutes::tokens),
                get(
                        "/orgs/{org}/personal-access-tokens/{pat_id}/repositories",
                        Needs.installation(TOKENS, "read"),
                        call -> repositories(call, call.tenant().tokens().find(call.id("pat_id")))),
                post(
                        "/orgs/{org}/personal-access-tokens/{pat_id}",
                        Needs.installation(TOKENS, "write"),
                        TokenRoutes::revoke),
                post(
                        "/orgs/{org}/personal-access-tokens",
                        Needs.installation(TOKENS, "write"),
                        TokenRoutes::revokeMany),
                get(
                        "/orgs/{org}/personal-access-token-requests",
                        Needs.installation(REQUESTS, "read"),
                        TokenRoutes::requests),
                get(
                        "/orgs/{org}/personal-access-token-requests/{pat_request_id}/repositories",
                        Needs.installation(REQUESTS, "read"),
                        call -> repositories(
                                call,
                                call.tenant()
                                        .tokenRequests()
                                        .find(call.id("pat_request_id"))
                                        .map(TokenRequest::token))),
                post(
                        "/orgs/{org}/personal-access-token-requests/{pat_request_id}",
                        Needs.installation(REQUESTS, "write"),
                        TokenRoutes::review),
                post(
                        "/orgs/{org}/personal-access-token-requests",
                        Needs.installation(REQUESTS, "write"),
                        TokenRoutes::reviewMany),
                get(
                        "/orgs/{org}/credential-authorizations",
                        Needs.owner("read:org", Needs.Feature.SINGLE_SIGN_ON),
                        TokenRoutes::credentials),
                new GitHubRoute(
                        "DELETE",
                        "/orgs/{org}/credential-authorizations/{credential_id}",
                        Needs.owner("admin:org", Needs.Feature.SINGLE_SIGN_ON),
                        call -> OrganizationRoutes.gone(call.company()
                                .onGitHub()
                                .revokeCredential(
                                        call.id("credential_id"), call.caller().actor(), call.now()))));
    }

    private static GitHubRoute get(String template, Needs needs, GitHubRoute.Action action) {
        return new GitHubRoute("GET", template, needs, action);
    }

    private static GitHubRoute post(String template, Needs needs, GitHubRoute.Action action) {
        return new GitHubRoute("POST", template, needs, action);
    }

    private static Response tokens(GitHubCall call) {
        List<PersonalAccessToken> rows = call.tenant().tokens().all().reversed().stream()
                .filter(token -> wanted(call, token))
                .toList();
        return Pages.list(call, rows, call.shapes()::token);
    }

    private static Response requests(GitHubCall call) {
        List<TokenRequest> rows = call.tenant().tokenRequests().all().reversed().stream()
                .filter(request -> wanted(call, request.token()))
                .toList();
        return Pages.list(call, rows, call.shapes()::tokenRequest);
    }

    /** GitHub's filters: owner, token id, and when last used; a token never used passes neither bound. */
    private static boolean wanted(GitHubCall call, PersonalAccessToken token) {
        var request = call.request();
        Optional<String> owner = request.parameter("owner[]").or(() -> request.parameter("owner"));
        Optional<String> tokenId = request.parameter("token_id[]").or(() -> request.parameter("token_id"));
        Optional<Instant> before = request.parameter("last_used_before").flatMap(TokenRoutes::instant);
        Optional<Instant> after = request.parameter("last_used_after").flatMap(TokenRoutes::instant);
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
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    private static Response repositories(GitHubCall call, Optional<PersonalAccessToken> token) {
        if (token.isEmpty()) {
            return Refusal.notFound();
        }
        List<Repository> rows =
                switch (token.get().repositorySelection()) {
                    case "all" -> call.tenant().repositories().all();
                    case "subset" ->
                        token.get().repositoryIds().stream()
                                .flatMap(id -> call.tenant().repositories().find(id).stream())
                                .toList();
                    default -> List.of();
                };
        return Pages.list(call, rows, repository -> RepositoryShape.of(call.shapes(), repository));
    }

    private static Response revoke(GitHubCall call) {
        if (!action(call).equals("revoke")) {
            return Refusal.invalid("Invalid action. Only 'revoke' is supported.");
        }
        return OrganizationRoutes.gone(call.company()
                .onGitHub()
                .revokeToken(call.id("pat_id"), call.caller().actor(), call.now()));
    }

    /** Accepted and done later in GitHub's own time; ids it does not know are passed over in silence. */
    private static Response revokeMany(GitHubCall call) {
        JsonNode ids = call.body().path("pat_ids");
        if (!action(call).equals("revoke") || !ids.isArray() || ids.isEmpty() || ids.size() > LARGEST_BULK) {
            return Refusal.invalid("Validation Failed");
        }
        for (JsonNode id : ids) {
            call.company().onGitHub().revokeToken(id.asLong(-1), call.caller().actor(), call.now());
        }
        return Response.json(202, Json.object());
    }

    private static Response review(GitHubCall call) {
        String action = action(call);
        if (!action.equals("approve") && !action.equals("deny")) {
            return Refusal.invalid("Validation Failed");
        }
        return OrganizationRoutes.gone(call.company()
                .onGitHub()
                .review(
                        call.id("pat_request_id"),
                        action.equals("approve"),
                        call.caller().actor(),
                        call.now()));
    }

    private static Response reviewMany(GitHubCall call) {
        String action = action(call);
        JsonNode ids = call.body().path("pat_request_ids");
        if (!(action.equals("approve") || action.equals("deny")) || !ids.isArray() || ids.size() > LARGEST_BULK) {
            return Refusal.invalid("Validation Failed");
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
        return Response.json(202, Json.object());
    }

    private static Response credentials(GitHubCall call) {
        Optional<String> login = call.request().parameter("login");
        return Pages.list(
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
