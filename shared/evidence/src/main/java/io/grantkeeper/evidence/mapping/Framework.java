package io.grantkeeper.evidence.mapping;

import java.util.List;

/**
 * A compliance framework, for example a standard or a law, limited to the controls that at least one of Grantkeeper's
 * capabilities supports.
 *
 * @param code the code that selects the framework
 * @param checked the source against which the identifiers of the controls were checked
 */
public record Framework(String code, String title, String publisher, String checked, List<FrameworkControl> controls) {
    public Framework {
        controls = List.copyOf(controls);
    }
}
