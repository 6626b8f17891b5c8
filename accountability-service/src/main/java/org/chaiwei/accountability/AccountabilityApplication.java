package org.chaiwei.accountability;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class AccountabilityApplication {

    static void main(String[] args) {
        SpringApplication.run(AccountabilityApplication.class, args);
    }
}
