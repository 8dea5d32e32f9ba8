package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.company.AppPassword;
import io.grantkeeper.simulator.company.GoogleGrant;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.company.PersonStatus;
import io.grantkeeper.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Users, and what each of them gave to apps. */
final class DirectoryRoutes {

    private static final String USERS = "/admin/directory/v1/users";
    private static final String USER = USERS + "/{userKey}";
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 500;

    private DirectoryRoutes() {}

    static List<GoogleRoute> all() {
        return List.of(
                route("GET", USERS, Scopes.TO_READ_USERS, DirectoryRoutes::users),
                route("GET", USER, Scopes.TO_READ_USERS, DirectoryRoutes::user),
                route("PATCH", USER, Scopes.TO_CHANGE_USERS, DirectoryRoutes::patch),
                route(
                        "POST",
                        USER + "/signOut",
                        Scopes.FOR_SECURITY,
                        call -> ofPerson(call, person -> Response.empty(204))),
                route("GET", USER + "/tokens", Scopes.FOR_SECURITY, DirectoryRoutes::tokens),
                route("GET", USER + "/tokens/{clientId}", Scopes.FOR_SECURITY, DirectoryRoutes::token),
                route("DELETE", USER + "/tokens/{clientId}", Scopes.FOR_SECURITY, DirectoryRoutes::deleteToken),
                route("GET", USER + "/asps", Scopes.FOR_SECURITY, DirectoryRoutes::passwords),
                route("GET", USER + "/asps/{codeId}", Scopes.FOR_SECURITY, DirectoryRoutes::password),
                route("DELETE", USER + "/asps/{codeId}", Scopes.FOR_SECURITY, DirectoryRoutes::deletePassword));
    }

    private static GoogleRoute route(String method, String template, List<String> scopes, GoogleRoute.Action action) {
        return new GoogleRoute(method, template, scopes, GoogleRoute.Quota.DIRECTORY, true, action);
    }

    private static Response users(GoogleCall call) {
        var request = call.request();
        if (request.parameter("customer").isEmpty()
                && request.parameter("domain").isEmpty()) {
            return GoogleError.invalid("Bad Request");
        }
        boolean deleted = request.parameter("showDeleted").orElse("false").equals("true");
        boolean full = request.parameter("projection").orElse("basic").equals("full");
        Optional<String> after = request.parameter("pageToken").flatMap(DirectoryRoutes::decoded);
        if (request.parameter("pageToken").isPresent() && after.isEmpty()) {
            return GoogleError.invalid("Invalid Input: pageToken");
        }
        int size = call.pageSize(USUAL_PAGE, LARGEST_PAGE);
        List<Person> everyone = call.company().people().all();
        List<Object> items = new ArrayList<>(size);
        String last = "";
        boolean more = false;
        for (Person person : everyone.subList(firstAfter(everyone, after.orElse("")), everyone.size())) {
            if ((person.status() == PersonStatus.DELETED) != deleted) {
                continue;
            }
            if (items.size() == size) {
                more = true;
                break;
            }
            items.add(GoogleShapes.user(person, call.tenant().customerId(), full));
            last = person.id();
        }
        var fields = object("kind", "admin#directory#users", "etag", etag(items), "users", items);
        if (more) {
            fields.put("nextPageToken", encoded(last));
        }
        return Response.json(200, fields);
    }

    /** Where the rows after this id begin, in a list sorted by id. */
    private static int firstAfter(List<Person> sorted, String id) {
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

    private static Response user(GoogleCall call) {
        boolean full = call.request().parameter("projection").orElse("basic").equals("full");
        return call.person()
                .filter(person -> person.status() != PersonStatus.DELETED)
                .map(person -> Response.json(
                        200, GoogleShapes.user(person, call.tenant().customerId(), full)))
                .orElseGet(() -> GoogleError.notFound("userKey"));
    }

    private static Response patch(GoogleCall call) {
        var suspended = call.body().path("suspended");
        return ofPerson(call, person -> {
            if (suspended.isBoolean() && suspended.booleanValue() && person.active()) {
                call.company().onGoogle().suspend(call.actor(), person, call.now());
            } else if (suspended.isBoolean() && !suspended.booleanValue()) {
                call.company().people().setStatus(person.id(), PersonStatus.ACTIVE);
            }
            Person now = call.person().orElse(person);
            return Response.json(200, GoogleShapes.user(now, call.tenant().customerId(), true));
        });
    }

    /** Not paged, however many there are. */
    private static Response tokens(GoogleCall call) {
        return ofPerson(call, person -> {
            List<GoogleGrant> grants = call.tenant().grantsOf(person.id());
            List<?> items = grants.stream().map(GoogleShapes::token).toList();
            var fields = object("kind", "admin#directory#tokenList", "etag", etag(items));
            if (!items.isEmpty()) {
                fields.put("items", items); // Google leaves empty lists out.
            }
            return Response.json(200, fields);
        });
    }

    private static Response token(GoogleCall call) {
        return ofPerson(
                call,
                person -> call.tenant()
                        .grant(person.id(), call.variable("clientId"))
                        .map(grant -> Response.json(200, GoogleShapes.token(grant)))
                        .orElseGet(() -> GoogleError.notFound("clientId")));
    }

    private static Response deleteToken(GoogleCall call) {
        return ofPerson(
                call,
                person -> call.company().onGoogle().revoke(person, call.variable("clientId"), call.now())
                        ? Response.empty(204)
                        : GoogleError.notFound("clientId"));
    }

    private static Response passwords(GoogleCall call) {
        return ofPerson(call, person -> {
            List<?> items = call.tenant().appPasswordsOf(person.id()).stream()
                    .map(GoogleShapes::password)
                    .toList();
            var fields = object("kind", "admin#directory#aspList", "etag", etag(items));
            if (!items.isEmpty()) {
                fields.put("items", items);
            }
            return Response.json(200, fields);
        });
    }

    private static Response password(GoogleCall call) {
        return ofPerson(
                call,
                person -> call.tenant().appPasswordsOf(person.id()).stream()
                        .filter(found -> Integer.toString(found.codeId()).equals(call.variable("codeId")))
                        .findFirst()
                        .map(found -> Response.json(200, GoogleShapes.password(found)))
                        .orElseGet(() -> GoogleError.notFound("codeId")));
    }

    private static Response deletePassword(GoogleCall call) {
        return ofPerson(
                call,
                person -> call.tenant().appPasswordsOf(person.id()).stream()
                        .map(AppPassword::codeId)
                        .filter(code -> Integer.toString(code).equals(call.variable("codeId")))
                        .filter(code -> call.company().onGoogle().removeAppPassword(person, code, call.now()))
                        .findFirst()
                        .map(code -> Response.empty(204))
                        .orElseGet(() -> GoogleError.notFound("codeId")));
    }

    /** Those who are gone have no tokens to show; some who are suspended answer as if one might not ask. */
    private static Response ofPerson(GoogleCall call, Function<Person, Response> answer) {
        return call.person()
                .map(person -> switch (person.status()) {
                    case ACTIVE -> answer.apply(person);
                    case SUSPENDED ->
                        suspendedAnswersAnError(call, person)
                                ? GoogleError.invalid("Invalid Input: userKey")
                                : answer.apply(person);
                    case ARCHIVED ->
                        suspendedAnswersAnError(call, person) ? GoogleError.notFound("userKey") : answer.apply(person);
                    case DELETED -> GoogleError.notFound("userKey");
                })
                .orElseGet(() -> GoogleError.notFound("userKey"));
    }

    /** For some accounts only, and always the same ones. */
    private static boolean suspendedAnswersAnError(GoogleCall call, Person person) {
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
