package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.AppPassword;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import io.grantkeeper.simulator.company.GoogleGrant;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The routes for users, and for the access that users granted to apps. */
final class GoogleDirectoryRoutes {

    private static final String USERS = "/admin/directory/v1/users";
    private static final String USER = USERS + "/{userKey}";
    private static final int USUAL_PAGE = 100;
    private static final int MAX_PAGE = 500;

    private GoogleDirectoryRoutes() {}

    static List<GoogleRoute> all() {
        return List.of(
                route("GET", USERS, GoogleDoubleScopes.TO_READ_USERS, GoogleDirectoryRoutes::users),
                route("GET", USER, GoogleDoubleScopes.TO_READ_USERS, GoogleDirectoryRoutes::user),
                route("PATCH", USER, GoogleDoubleScopes.TO_CHANGE_USERS, GoogleDirectoryRoutes::patch),
                route(
                        "POST",
                        USER + "/signOut",
                        GoogleDoubleScopes.FOR_SECURITY,
                        call -> ofPerson(call, person -> SimulatorResponse.empty(204))),
                route("GET", USER + "/tokens", GoogleDoubleScopes.FOR_SECURITY, GoogleDirectoryRoutes::tokens),
                route(
                        "GET",
                        USER + "/tokens/{clientId}",
                        GoogleDoubleScopes.FOR_SECURITY,
                        GoogleDirectoryRoutes::token),
                route(
                        "DELETE",
                        USER + "/tokens/{clientId}",
                        GoogleDoubleScopes.FOR_SECURITY,
                        GoogleDirectoryRoutes::deleteToken),
                route("GET", USER + "/asps", GoogleDoubleScopes.FOR_SECURITY, GoogleDirectoryRoutes::passwords),
                route("GET", USER + "/asps/{codeId}", GoogleDoubleScopes.FOR_SECURITY, GoogleDirectoryRoutes::password),
                route(
                        "DELETE",
                        USER + "/asps/{codeId}",
                        GoogleDoubleScopes.FOR_SECURITY,
                        GoogleDirectoryRoutes::deletePassword));
    }

    private static GoogleRoute route(String method, String template, List<String> scopes, GoogleRoute.Action action) {
        return new GoogleRoute(method, template, scopes, GoogleRoute.Quota.DIRECTORY, true, action);
    }

    private static SimulatorResponse users(GoogleCall call) {
        var request = call.request();
        if (request.parameter("customer").isEmpty()
                && request.parameter("domain").isEmpty()) {
            return GoogleError.invalid("Bad Request");
        }
        boolean deleted = request.parameter("showDeleted").orElse("false").equals("true");
        boolean full = request.parameter("projection").orElse("basic").equals("full");
        Optional<String> after = request.parameter("pageToken").flatMap(GoogleDirectoryRoutes::decoded);
        if (request.parameter("pageToken").isPresent() && after.isEmpty()) {
            return GoogleError.invalid("Invalid Input: pageToken");
        }
        int size = call.pageSize(USUAL_PAGE, MAX_PAGE);
        List<CompanyPerson> everyone = call.company().people().all();
        List<Object> items = new ArrayList<>(size);
        String last = "";
        boolean more = false;
        for (CompanyPerson person : everyone.subList(firstAfter(everyone, after.orElse("")), everyone.size())) {
            if ((person.status() == GoogleAccountStatus.DELETED) != deleted) {
                continue;
            }
            if (items.size() == size) {
                more = true;
                break;
            }
            items.add(GoogleResponseJson.user(person, call.tenant().customerId(), full));
            last = person.id();
        }
        var fields = object("kind", "admin#directory#users", "etag", etag(items), "users", items);
        if (more) {
            fields.put("nextPageToken", encoded(last));
        }
        return SimulatorResponse.json(200, fields);
    }

    /**
     * Returns the index of the first person whose id is greater than this id.
     *
     * @param sorted people, sorted by id
     */
    private static int firstAfter(List<CompanyPerson> sorted, String id) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).id().compareTo(id) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static SimulatorResponse user(GoogleCall call) {
        boolean full = call.request().parameter("projection").orElse("basic").equals("full");
        return call.person()
                .filter(person -> person.status() != GoogleAccountStatus.DELETED)
                .map(person -> SimulatorResponse.json(
                        200, GoogleResponseJson.user(person, call.tenant().customerId(), full)))
                .orElseGet(() -> GoogleError.notFound("userKey"));
    }

    private static SimulatorResponse patch(GoogleCall call) {
        var suspended = call.body().path("suspended");
        return ofPerson(call, person -> {
            if (suspended.isBoolean() && suspended.booleanValue() && person.active()) {
                call.company().onGoogle().suspend(call.actor(), person, call.now());
            } else if (suspended.isBoolean() && !suspended.booleanValue()) {
                call.company().people().setStatus(person.id(), GoogleAccountStatus.ACTIVE);
            }
            CompanyPerson now = call.person().orElse(person);
            return SimulatorResponse.json(
                    200, GoogleResponseJson.user(now, call.tenant().customerId(), true));
        });
    }

    /** Returns all tokens in a single page, because Google's token listing has no paging. */
    private static SimulatorResponse tokens(GoogleCall call) {
        return ofPerson(call, person -> {
            List<GoogleGrant> grants = call.tenant().grantsOf(person.id());
            List<?> items = grants.stream().map(GoogleResponseJson::token).toList();
            var fields = object("kind", "admin#directory#tokenList", "etag", etag(items));
            if (!items.isEmpty()) {
                fields.put("items", items); // Google omits empty lists.
            }
            return SimulatorResponse.json(200, fields);
        });
    }

    private static SimulatorResponse token(GoogleCall call) {
        return ofPerson(
                call,
                person -> call.tenant()
                        .grant(person.id(), call.variable("clientId"))
                        .map(grant -> SimulatorResponse.json(200, GoogleResponseJson.token(grant)))
                        .orElseGet(() -> GoogleError.notFound("clientId")));
    }

    private static SimulatorResponse deleteToken(GoogleCall call) {
        return ofPerson(
                call,
                person -> call.company().onGoogle().revoke(person, call.variable("clientId"), call.now())
                        ? SimulatorResponse.empty(204)
                        : GoogleError.notFound("clientId"));
    }

    private static SimulatorResponse passwords(GoogleCall call) {
        return ofPerson(call, person -> {
            List<?> items = call.tenant().appPasswordsOf(person.id()).stream()
                    .map(GoogleResponseJson::password)
                    .toList();
            var fields = object("kind", "admin#directory#aspList", "etag", etag(items));
            if (!items.isEmpty()) {
                fields.put("items", items);
            }
            return SimulatorResponse.json(200, fields);
        });
    }

    private static SimulatorResponse password(GoogleCall call) {
        return ofPerson(
                call,
                person -> call.tenant().appPasswordsOf(person.id()).stream()
                        .filter(found -> Integer.toString(found.codeId()).equals(call.variable("codeId")))
                        .findFirst()
                        .map(found -> SimulatorResponse.json(200, GoogleResponseJson.password(found)))
                        .orElseGet(() -> GoogleError.notFound("codeId")));
    }

    private static SimulatorResponse deletePassword(GoogleCall call) {
        return ofPerson(
                call,
                person -> call.tenant().appPasswordsOf(person.id()).stream()
                        .map(AppPassword::codeId)
                        .filter(code -> Integer.toString(code).equals(call.variable("codeId")))
                        .filter(code -> call.company().onGoogle().removeAppPassword(person, code, call.now()))
                        .findFirst()
                        .map(code -> SimulatorResponse.empty(204))
                        .orElseGet(() -> GoogleError.notFound("codeId")));
    }

    /**
     * Answers a call about one person. A call about a deleted user fails with 404. For some suspended and archived
     * users, listings also fail.
     */
    private static SimulatorResponse ofPerson(GoogleCall call, Function<CompanyPerson, SimulatorResponse> answer) {
        return call.person()
                .map(person -> switch (person.status()) {
                    case ACTIVE -> answer.apply(person);
                    case SUSPENDED ->
                        suspendedUserFails(call, person)
                                ? GoogleError.invalid("Invalid Input: userKey")
                                : answer.apply(person);
                    case ARCHIVED ->
                        suspendedUserFails(call, person) ? GoogleError.notFound("userKey") : answer.apply(person);
                    case DELETED -> GoogleError.notFound("userKey");
                })
                .orElseGet(() -> GoogleError.notFound("userKey"));
    }

    /**
     * Returns whether this call about a suspended or archived user fails. Listings fail for about half of these users,
     * always the same ones.
     */
    private static boolean suspendedUserFails(GoogleCall call, CompanyPerson person) {
        boolean listing =
                call.request().method().equals("GET") && call.variables().size() == 1;
        return listing && Math.floorMod(person.id().hashCode(), 2) == 0;
    }

    private static String etag(List<?> items) {
        return '"' + Integer.toHexString(items.hashCode()) + '"';
    }

    private static String encoded(String id) {
        return Base64.getUrlEncoder().encodeToString(("u:" + id).getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<String> decoded(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            return text.startsWith("u:") ? Optional.of(text.substring(2)) : Optional.empty();
        } catch (IllegalArgumentException notOurToken) {
            return Optional.empty();
        }
    }
}
