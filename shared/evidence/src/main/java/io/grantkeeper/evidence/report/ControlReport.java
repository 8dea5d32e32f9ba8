package io.grantkeeper.evidence.report;

import io.grantkeeper.evidence.check.AuditCheckResult;
import io.grantkeeper.evidence.mapping.FrameworkControl;
import java.util.List;

/**
 * The result for one control.
 *
 * @param because the reasons for the verdict, one sentence each
 * @param checks the results of the checks for the control's capabilities
 */
public record ControlReport(
        FrameworkControl control, ControlVerdict verdict, List<String> because, List<AuditCheckResult> checks) {
    public ControlReport {
        because = List.copyOf(because);
        checks = List.copyOf(checks);
    }
}
