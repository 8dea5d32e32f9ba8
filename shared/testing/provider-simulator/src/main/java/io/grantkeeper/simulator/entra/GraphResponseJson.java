package io.grantkeeper.simulator.entra;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders an object as a call requests it: with the selected members and the expanded relations. */
final class GraphResponseJson {
    /** The maximum number of objects in an expanded relation. Graph omits the others without indicating it. */
    private static final int MAX_EXPANDED = 20;

    private GraphResponseJson() {}

    static Map<String, @Nullable Object> render(Map<String, @Nullable Object> row, GraphCall call) {
        List<String> selected = call.option("$select")
                .map(names -> List.of(names.split(",", -1)))
                .orElse(List.of());
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        row.forEach((name, value) -> {
            boolean derived =
                    name.equals("agentIdentityBlueprintId") && !call.last().startsWith("microsoft.graph.");
            boolean wanted = selected.isEmpty() || selected.contains(name) || name.equals("@odata.type");
            if (!name.startsWith("~") && wanted && !derived) {
                shown.put(name, value);
            }
        });
        String expand = call.option("$expand").orElse("");
        if (expand.startsWith("owners")) {
            shown.put("owners", people(row.get("~owners"), MAX_EXPANDED));
        }
        Object manager = row.get("~manager");
        if (expand.startsWith("manager") && manager != null) {
            shown.put("manager", person(manager));
        }
        Object principal = row.get("~principal");
        if (expand.startsWith("principal") && principal != null) {
            shown.put("principal", principal);
        }
        return shown;
    }

    static List<Map<String, @Nullable Object>> people(@Nullable Object ids, int most) {
        List<Map<String, @Nullable Object>> people = new ArrayList<>();
        if (ids instanceof List<?> list) {
            list.stream().limit(most).forEach(id -> people.add(person(id)));
        }
        return people;
    }

    private static Map<String, @Nullable Object> person(Object id) {
        return object("@odata.type", "#microsoft.graph.user", "id", id);
    }
}
