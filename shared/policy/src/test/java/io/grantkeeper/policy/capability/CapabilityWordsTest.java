package io.grantkeeper.policy.capability;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.permissions.CapabilityAction;
import io.grantkeeper.permissions.ResourceClass;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The standard words for actions and resources")
class CapabilityWordsTest {
    @Test
    void mapsStandardActionAndResourceWordsToCapability() {
        for (CapabilityAction action : CapabilityAction.values()) {
            for (ResourceClass resource : ResourceClass.values()) {
                assertThat(RequestCapabilityMapping.standard()
                                .capabilityClass(
                                        RequestCapabilityMapping.standardWord(action),
                                        RequestCapabilityMapping.standardWord(resource)))
                        .as("%s %s", action, resource)
                        .contains(new CapabilityClass(action, resource));
            }
        }
    }
}
