package io.grantkeeper.evidence.mapping;

import java.util.List;

/**
 * A framework, as far as we speak for it: controls that no capability of ours touches are left out.
 *
 * @param code by which it is chosen
 * @param checked what its identifiers were compared with
 */
public record Framework(String code, String title, String publisher, String checked, List<Control> controls) {
    public Framework {
        controls = List.copyOf(controls);
    }
}
