package io.grantkeeper.policy.capability;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.permissions.Action;
import io.grantkeeper.permissions.ResourceClass;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The words of actions and things")
class WordsTest {
    @Test
    void areUnderstoodAsExactlyTheDeedThatTheyWereMadeOf() {
        for (Action action : Action.values()) {
            for (ResourceClass resource : ResourceClass.values()) {
                assertThat(RequestMapping.standard()
                                .deed(RequestMapping.wordOf(action), RequestMapping.wordOf(resource)))
                        .as("%s %s", action, resource)
                        .contains(new Deed(action, resource));
            }
        }
    }
}
