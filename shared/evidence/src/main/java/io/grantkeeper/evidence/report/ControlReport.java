package io.grantkeeper.evidence.report;

import io.grantkeeper.evidence.check.CheckResult;
import io.grantkeeper.evidence.mapping.Control;
import java.util.List;

/**
 * What is known of one control.
 *
 * @param because why the verdict is so, one sentence each
 * @param checks what its capabilities were asked
 */
public record ControlReport(Control control, Verdict verdict, List<String> because, List<CheckResult> checks) {
    public ControlReport {
        because = List.copyOf(because);
        checks = List.copyOf(checks);
    }
}
