package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.GoogleActivity;
import io.grantkeeper.simulator.company.GoogleActivity.Detail;
import io.grantkeeper.simulator.company.GoogleActivity.Parameter;
import io.grantkeeper.simulator.company.GoogleApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON representation of a report row. */
final class GoogleActivityJson {

    private GoogleActivityJson() {}

    static Map<String, @Nullable Object> of(GoogleActivity activity, String customerId) {
        Detail detail = activity.detail();
        List<Object> parameters = new ArrayList<>();
        for (Parameter parameter : parameters(detail)) {
            parameters.add(parameter(parameter));
        }
        if (detail instanceof Detail.Consent consent) {
            parameters.add(object("name", "scope_data", "multiMessageValue", scopeData(consent.scopes())));
        }
        return object(
                "kind",
                "admin#reports#activity",
                "id",
                object(
                        "time", GoogleResponseJson.millis(activity.time()),
                        "uniqueQualifier", Long.toString(activity.uniqueQualifier()),
                        "applicationName", detail.application(),
                        "customerId", customerId),
                "etag",
                "\"" + Long.toHexString(activity.uniqueQualifier()) + '"',
                "actor",
                object(
                        "callerType", "USER",
                        "email", activity.actorEmail(),
                        "profileId", activity.actorId()),
                "ipAddress",
                activity.address().isEmpty() ? null : activity.address(),
                "events",
                List.of(object("type", type(detail), "name", detail.eventName(), "parameters", parameters)));
    }

    static List<Parameter> parameters(Detail detail) {
        return switch (detail) {
            case Detail.Consent(String eventName, GoogleApp app, List<String> scopes) ->
                List.of(
                        new Parameter("client_id", app.clientId()),
                        new Parameter("app_name", app.name()),
                        new Parameter("client_type", clientType(app)),
                        new Parameter("scope", scopes));
            case Detail.ApiUse(GoogleApp app, String apiName, String methodName, long responseBytes) ->
                List.of(
                        new Parameter("client_id", app.clientId()),
                        new Parameter("app_name", app.name()),
                        new Parameter("client_type", clientType(app)),
                        new Parameter("api_name", apiName),
                        new Parameter("method_name", methodName),
                        new Parameter("num_response_bytes", Long.toString(responseBytes)),
                        new Parameter("product_bucket", apiName.toUpperCase(Locale.ROOT)));
            case Detail.AdminAction(String eventName, String eventType, List<Parameter> parameters) -> parameters;
            case Detail.DriveAccess(String eventName, var app, String documentId, String visibility) -> {
                List<Parameter> parameters = new ArrayList<>(List.of(
                        new Parameter("doc_id", documentId),
                        new Parameter("doc_type", "document"),
                        new Parameter("visibility", visibility)));
                app.ifPresent(client -> parameters.add(new Parameter("originating_app_id", project(client))));
                yield List.copyOf(parameters);
            }
            case Detail.Login(String eventName, String loginType) ->
                List.of(new Parameter("login_type", loginType), new Parameter("is_suspicious", "false"));
        };
    }

    private static String type(Detail detail) {
        return switch (detail) {
            case Detail.Consent consent -> "auth";
            case Detail.ApiUse use -> "auth";
            case Detail.AdminAction action -> action.eventType();
            case Detail.DriveAccess access -> "access";
            case Detail.Login login -> "login";
        };
    }

    /** Returns the project number with which an app's client id begins. */
    private static String project(GoogleApp app) {
        return app.clientId().split("[-.]", 2)[0];
    }

    private static String clientType(GoogleApp app) {
        return app.nativeApp() ? "NATIVE_DESKTOP" : "WEB";
    }

    /**
     * Returns an event's parameter as JSON. The type of the value determines the name of the field that contains it.
     */
    private static Map<String, @Nullable Object> parameter(Parameter parameter) {
        String first = parameter.values().isEmpty() ? "" : parameter.values().getFirst();
        return switch (parameter.name()) {
            case "scope" -> object("name", "scope", "multiValue", parameter.values());
            case "num_response_bytes" -> object("name", parameter.name(), "intValue", first);
            case "is_suspicious" -> object("name", parameter.name(), "boolValue", Boolean.valueOf(first));
            default -> object("name", parameter.name(), "value", first);
        };
    }

    private static List<Object> scopeData(List<String> scopes) {
        List<Object> data = new ArrayList<>();
        for (String scope : scopes) {
            data.add(object(
                    "parameter",
                    List.of(
                            object("name", "scope_name", "value", scope),
                            object("name", "product_bucket", "multiValue", List.of(bucket(scope))))));
        }
        return data;
    }

    private static String bucket(String scope) {
        if (scope.contains("mail")) {
            return "GMAIL";
        }
        for (String product : List.of("calendar", "drive", "contacts", "spreadsheets", "documents")) {
            if (scope.contains(product)) {
                return product.equals("calendar") || product.equals("contacts")
                        ? product.toUpperCase(Locale.ROOT)
                        : "DRIVE";
            }
        }
        return scope.contains("admin") ? "GSUITE_ADMIN" : "IDENTITY";
    }
}
